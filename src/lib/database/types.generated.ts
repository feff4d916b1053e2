// Written by `npm run db:types` from the migrations. Insert and Update hold only what residents may write.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
	public: {
		Tables: {
			categories: {
				Row: {
					icon: string;
					label_en: string;
					label_fr: string;
					parent_slug: string | null;
					position: number;
					slug: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'categories_parent_slug_fkey';
						columns: ['parent_slug'];
						isOneToOne: false;
						referencedRelation: 'categories';
						referencedColumns: ['slug'];
					}
				];
			};
			communes: {
				Row: {
					code: string;
					lat: number;
					lon: number;
					name: string;
					population: number;
					postcodes: string[];
					slug: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [];
			};
			communities: {
				Row: {
					about: string;
					created_at: string;
					id: string;
					join_policy: Database['public']['Enums']['join_policy'];
					kind: Database['public']['Enums']['community_kind'];
					name: string;
					slug: string;
					visibility: Database['public']['Enums']['community_visibility'];
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [];
			};
			condition_reports: {
				Row: {
					author_id: string;
					created_at: string;
					id: string;
					moment: Database['public']['Enums']['handover_moment'];
					note: string;
					reservation_id: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'condition_reports_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'condition_reports_reservation_id_fkey';
						columns: ['reservation_id'];
						isOneToOne: false;
						referencedRelation: 'reservations';
						referencedColumns: ['id'];
					}
				];
			};
			conversations: {
				Row: {
					created_at: string;
					epoch: number;
					id: string;
					last_message_at: string | null;
					listing_id: string | null;
					opened_by: string;
					reservation_id: string | null;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'conversations_listing_id_fkey';
						columns: ['listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'conversations_opened_by_fkey';
						columns: ['opened_by'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'conversations_reservation_id_fkey';
						columns: ['reservation_id'];
						isOneToOne: false;
						referencedRelation: 'reservations';
						referencedColumns: ['id'];
					}
				];
			};
			handover_windows: {
				Row: {
					automatic: boolean;
					from_time: string;
					id: string;
					note: string;
					person_id: string | null;
					place_id: string | null;
					until_time: string;
					weekday: number;
				};
				Insert: {
					automatic?: boolean;
					from_time: string;
					id: string;
					note?: string;
					until_time: string;
					weekday: number;
				};
				Update: { automatic?: boolean; from_time?: string; note?: string; until_time?: string; weekday?: number };
				Relationships: [
					{
						foreignKeyName: 'handover_windows_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			listing_communities: {
				Row: { community_id: string; listing_id: string };
				Insert: { community_id: string; listing_id: string };
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'listing_communities_community_id_fkey';
						columns: ['community_id'];
						isOneToOne: false;
						referencedRelation: 'communities';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'listing_communities_listing_id_fkey';
						columns: ['listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					}
				];
			};
			listing_photos: {
				Row: {
					blurhash: string | null;
					height: number;
					listing_id: string;
					path: string;
					position: number;
					width: number;
				};
				Insert: {
					blurhash?: string | null;
					height: number;
					listing_id: string;
					path: string;
					position: number;
					width: number;
				};
				Update: { blurhash?: string | null; position?: number };
				Relationships: [
					{
						foreignKeyName: 'listing_photos_listing_id_fkey';
						columns: ['listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					}
				];
			};
			listings: {
				Row: {
					area_lat: number | null;
					area_lon: number | null;
					category_slug: string | null;
					commune_code: string | null;
					condition: Database['public']['Enums']['listing_condition'] | null;
					created_at: string;
					deposit_note: string;
					description: string;
					expires_at: string;
					held_by: string | null;
					id: string;
					instant: boolean;
					kind: Database['public']['Enums']['listing_kind'];
					lead_hours: number;
					listed_for_all: boolean;
					max_days: number;
					min_days: number;
					outcome: string | null;
					owner_id: string;
					published_at: string | null;
					status: Database['public']['Enums']['listing_status'];
					title: string;
					units: number;
					updated_at: string;
				};
				Insert: {
					category_slug?: string | null;
					commune_code?: string | null;
					condition?: Database['public']['Enums']['listing_condition'] | null;
					deposit_note?: string;
					description?: string;
					held_by?: string | null;
					id: string;
					instant?: boolean;
					kind: Database['public']['Enums']['listing_kind'];
					lead_hours?: number;
					max_days?: number;
					min_days?: number;
					title: string;
					units?: number;
				};
				Update: {
					category_slug?: string | null;
					commune_code?: string | null;
					condition?: Database['public']['Enums']['listing_condition'] | null;
					deposit_note?: string;
					description?: string;
					held_by?: string | null;
					instant?: boolean;
					kind?: Database['public']['Enums']['listing_kind'];
					lead_hours?: number;
					max_days?: number;
					min_days?: number;
					outcome?: string | null;
					title?: string;
					units?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'listings_category_slug_fkey';
						columns: ['category_slug'];
						isOneToOne: false;
						referencedRelation: 'categories';
						referencedColumns: ['slug'];
					},
					{
						foreignKeyName: 'listings_commune_code_fkey';
						columns: ['commune_code'];
						isOneToOne: false;
						referencedRelation: 'communes';
						referencedColumns: ['code'];
					},
					{
						foreignKeyName: 'listings_owner_id_fkey';
						columns: ['owner_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			memberships: {
				Row: {
					community_id: string;
					person_id: string;
					role: Database['public']['Enums']['membership_role'];
					since: string;
					state: Database['public']['Enums']['membership_state'];
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'memberships_community_id_fkey';
						columns: ['community_id'];
						isOneToOne: false;
						referencedRelation: 'communities';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'memberships_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			messages: {
				Row: {
					author_id: string | null;
					body: string;
					conversation_id: string;
					id: string;
					kind: Database['public']['Enums']['message_kind'];
					sent_at: string;
				};
				Insert: { body: string; conversation_id: string; id: string };
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'messages_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'messages_conversation_id_fkey';
						columns: ['conversation_id'];
						isOneToOne: false;
						referencedRelation: 'conversations';
						referencedColumns: ['id'];
					}
				];
			};
			participants: {
				Row: { conversation_id: string; person_id: string; read_until: string };
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'participants_conversation_id_fkey';
						columns: ['conversation_id'];
						isOneToOne: false;
						referencedRelation: 'conversations';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'participants_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			people: {
				Row: {
					about: string;
					avatar_path: string | null;
					commune_code: string | null;
					display_name: string;
					id: string;
					joined_at: string;
					languages: string[];
					left_at: string | null;
				};
				Insert: Record<string, never>;
				Update: {
					about?: string;
					avatar_path?: string | null;
					commune_code?: string | null;
					display_name?: string;
					languages?: string[];
				};
				Relationships: [
					{
						foreignKeyName: 'people_commune_code_fkey';
						columns: ['commune_code'];
						isOneToOne: false;
						referencedRelation: 'communes';
						referencedColumns: ['code'];
					}
				];
			};
			reservation_events: {
				Row: {
					action: string;
					actor_id: string | null;
					at: string;
					id: number;
					note: string | null;
					reservation_id: string;
					state: Database['public']['Enums']['reservation_state'];
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'reservation_events_actor_id_fkey';
						columns: ['actor_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'reservation_events_reservation_id_fkey';
						columns: ['reservation_id'];
						isOneToOne: false;
						referencedRelation: 'reservations';
						referencedColumns: ['id'];
					}
				];
			};
			reservations: {
				Row: {
					borrower_id: string;
					category_slug: string | null;
					conversation_id: string;
					created_at: string;
					during: string;
					extension_until: string | null;
					handover_at: string | null;
					id: string;
					kind: Database['public']['Enums']['listing_kind'];
					listing_id: string | null;
					note: string | null;
					owner_id: string;
					respond_by: string;
					return_at: string | null;
					state: Database['public']['Enums']['reservation_state'];
					unit: number;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'reservations_borrower_id_fkey';
						columns: ['borrower_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'reservations_category_slug_fkey';
						columns: ['category_slug'];
						isOneToOne: false;
						referencedRelation: 'categories';
						referencedColumns: ['slug'];
					},
					{
						foreignKeyName: 'reservations_listing_id_fkey';
						columns: ['listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'reservations_owner_id_fkey';
						columns: ['owner_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			waitlist: {
				Row: {
					created_at: string;
					during: string;
					id: string;
					listing_id: string;
					offered_until: string | null;
					person_id: string;
					state: Database['public']['Enums']['waitlist_state'];
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'waitlist_listing_id_fkey';
						columns: ['listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'waitlist_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
		};
		Views: Record<never, never>;
		Functions: {
			advance_listing: {
				Args: { listing_id: string | null; action: string | null; op_id: string | null; outcome?: string | null };
				Returns: Database['public']['Tables']['listings']['Row'];
			};
			advance_membership: {
				Args: { community_id: string | null; person_id: string | null; action: string | null };
				Returns: Database['public']['Tables']['memberships']['Row'];
			};
			advance_reservation: {
				Args: { id: string | null; action: string | null; note?: string | null; op_id?: string | null };
				Returns: Database['public']['Tables']['reservations']['Row'];
			};
			block_person: { Args: { person_id: string | null; op_id?: string | null }; Returns: undefined };
			conversation_called: { Args: { id: string | null }; Returns: string };
			delete_my_account: { Args: Record<PropertyKey, never>; Returns: undefined };
			discard_listing: { Args: { listing_id: string | null; op_id: string | null }; Returns: undefined };
			export_my_data: { Args: Record<PropertyKey, never>; Returns: Json };
			extend_reservation: {
				Args: { id: string | null; ends_at: string | null; op_id: string | null };
				Returns: Database['public']['Tables']['reservations']['Row'];
			};
			handover_code: { Args: { reservation_id: string | null }; Returns: string };
			handover_details: {
				Args: { reservation_id: string | null };
				Returns: {
					name: string;
					address: string | null;
					phone: string | null;
					lat: number | null;
					lon: number | null;
				}[];
			};
			has_landed: { Args: { op_id: string | null }; Returns: boolean };
			join_community: {
				Args: { community_id: string | null; answer?: string | null };
				Returns: Database['public']['Tables']['memberships']['Row'];
			};
			join_waitlist: {
				Args: { id: string | null; listing_id: string | null; starts_at: string | null; ends_at: string | null };
				Returns: Database['public']['Tables']['waitlist']['Row'];
			};
			leave_waitlist: { Args: { id: string | null }; Returns: Database['public']['Tables']['waitlist']['Row'] };
			listing_calendar: {
				Args: { listing_id: string | null; from_day: string | null; until_day: string | null };
				Returns: { day: string; free_units: number }[];
			};
			mark_read: { Args: { conversation_id: string | null; until: string | null }; Returns: undefined };
			my_blocks: {
				Args: Record<PropertyKey, never>;
				Returns: { person_id: string; display_name: string; blocked_at: string }[];
			};
			my_details: { Args: Record<PropertyKey, never>; Returns: Json };
			next_free_days: {
				Args: { listing_ids: string[] | null; from_day?: string | null };
				Returns: { listing_id: string; day: string }[];
			};
			next_free_periods: {
				Args: { listing_id: string | null; days?: number | null; count?: number | null };
				Returns: { starts_at: string; ends_at: string }[];
			};
			open_conversation: {
				Args: { id: string | null; listing_id: string | null };
				Returns: Database['public']['Tables']['conversations']['Row'];
			};
			pending_requests: { Args: { listing_id: string | null }; Returns: number };
			person_facts: {
				Args: { person_id: string | null };
				Returns: {
					exchanges_done: number;
					on_time_returns: number;
					no_shows: number;
					median_answer_minutes: number | null;
				}[];
			};
			place_listing: {
				Args: { listing_id: string | null; address: string | null; lat: number | null; lon: number | null };
				Returns: undefined;
			};
			report_condition: {
				Args: { id: string | null; reservation_id: string | null; moment: string | null; note: string | null };
				Returns: Database['public']['Tables']['condition_reports']['Row'];
			};
			report_content: {
				Args: {
					id: string | null;
					target_kind: string | null;
					target_id: string | null;
					reason: string | null;
					note?: string | null;
					contact?: string | null;
				};
				Returns: undefined;
			};
			request_reservation: {
				Args: {
					id: string | null;
					listing_id: string | null;
					starts_at: string | null;
					ends_at: string | null;
					note?: string | null;
				};
				Returns: Database['public']['Tables']['reservations']['Row'];
			};
			save_listing: {
				Args: { id: string | null; changes: Json | null; op_id: string | null };
				Returns: Database['public']['Tables']['listings']['Row'];
			};
			save_listing_photos: {
				Args: { listing_id: string | null; photos: Json | null; op_id: string | null };
				Returns: undefined;
			};
			save_my_details: { Args: { details: Json | null; op_id?: string | null }; Returns: Json };
			save_profile: {
				Args: { changes: Json | null; op_id: string | null };
				Returns: Database['public']['Tables']['people']['Row'];
			};
			save_windows: { Args: { windows: Json | null; op_id: string | null }; Returns: undefined };
			search_listings: {
				Args: {
					query?: string | null;
					kinds?: string[] | null;
					category?: string | null;
					near_lat?: number | null;
					near_lon?: number | null;
					within_meters?: number | null;
					free_from?: string | null;
					free_until?: string | null;
					community_id?: string | null;
					sort?: string | null;
					after?: string | null;
					page_size?: number | null;
				};
				Returns: {
					id: string;
					kind: Database['public']['Enums']['listing_kind'];
					title: string;
					category_slug: string;
					photo_path: string | null;
					commune_code: string;
					area_lat: number;
					area_lon: number;
					distance_meters: number | null;
					owner_id: string;
					owner_name: string;
					published_at: string;
					cursor: string;
				}[];
			};
			unblock_person: { Args: { person_id: string | null; op_id?: string | null }; Returns: undefined };
			withdraw: { Args: { op_id: string | null }; Returns: boolean };
		};
		Enums: {
			community_kind:
				'territory' | 'commune' | 'neighbourhood' | 'campus' | 'business_zone' | 'organisation' | 'practice';
			community_visibility: 'public' | 'listed' | 'private';
			handover_moment: 'hand_over' | 'return';
			join_policy: 'open' | 'email_domain' | 'approval' | 'invite';
			listing_condition: 'new' | 'good' | 'worn' | 'to_repair';
			listing_kind: 'loan' | 'gift' | 'service' | 'space' | 'wanted';
			listing_status: 'draft' | 'published' | 'paused' | 'closed';
			membership_role: 'member' | 'referent' | 'moderator' | 'organiser';
			membership_state: 'applied' | 'invited' | 'active' | 'left' | 'excluded';
			message_kind: 'text' | 'system';
			reservation_state:
				| 'requested'
				| 'accepted'
				| 'handed_over'
				| 'returned'
				| 'closed'
				| 'declined'
				| 'expired'
				| 'cancelled'
				| 'no_show'
				| 'lost';
			waitlist_state: 'waiting' | 'offered' | 'taken' | 'lapsed' | 'left';
		};
		CompositeTypes: Record<never, never>;
	};
};
