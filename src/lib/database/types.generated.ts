// Written by `npm run db:types` from the migrations. Insert and Update hold only what residents may write.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
	public: {
		Tables: {
			absences: {
				Row: { from_day: string; id: string; person_id: string; until_day: string };
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'absences_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			appointment_events: {
				Row: {
					action: string;
					actor_id: string | null;
					appointment_id: string;
					at: string;
					ends_at: string;
					id: number;
					sequence: number;
					starts_at: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'appointment_events_actor_id_fkey';
						columns: ['actor_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'appointment_events_appointment_id_fkey';
						columns: ['appointment_id'];
						isOneToOne: false;
						referencedRelation: 'appointments';
						referencedColumns: ['id'];
					}
				];
			};
			appointments: {
				Row: {
					changed_at: string;
					conversation_id: string;
					ends_at: string | null;
					guest_id: string;
					id: string;
					moment: Database['public']['Enums']['handover_moment'];
					owner_id: string;
					place: string;
					proposed_by: string | null;
					proposed_ends_at: string | null;
					proposed_place: string;
					proposed_starts_at: string | null;
					reservation_id: string;
					sequence: number;
					starts_at: string | null;
					state: Database['public']['Enums']['appointment_state'];
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'appointments_guest_id_fkey';
						columns: ['guest_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'appointments_owner_id_fkey';
						columns: ['owner_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'appointments_proposed_by_fkey';
						columns: ['proposed_by'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'appointments_reservation_id_fkey';
						columns: ['reservation_id'];
						isOneToOne: false;
						referencedRelation: 'reservations';
						referencedColumns: ['id'];
					}
				];
			};
			attendances: {
				Row: {
					asked_at: string;
					changed_at: string;
					event_id: string;
					id: string;
					person_id: string;
					state: Database['public']['Enums']['attendance_state'];
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'attendances_event_id_fkey';
						columns: ['event_id'];
						isOneToOne: false;
						referencedRelation: 'events';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'attendances_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			breakdowns: {
				Row: {
					broke_at: string;
					id: string;
					listing_id: string;
					mended_at: string | null;
					note: string;
					reported_by: string;
					reservation_id: string | null;
					unit: number | null;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'breakdowns_listing_id_fkey';
						columns: ['listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'breakdowns_reported_by_fkey';
						columns: ['reported_by'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'breakdowns_reservation_id_fkey';
						columns: ['reservation_id'];
						isOneToOne: false;
						referencedRelation: 'reservations';
						referencedColumns: ['id'];
					}
				];
			};
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
			condition_photos: {
				Row: { height: number; path: string; position: number; report_id: string; width: number };
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'condition_photos_report_id_fkey';
						columns: ['report_id'];
						isOneToOne: false;
						referencedRelation: 'condition_reports';
						referencedColumns: ['id'];
					}
				];
			};
			condition_reports: {
				Row: {
					author_id: string;
					clean: boolean | null;
					complete: boolean | null;
					created_at: string;
					id: string;
					moment: Database['public']['Enums']['handover_moment'];
					note: string;
					reservation_id: string;
					works: boolean | null;
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
					gift_id: string | null;
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
						foreignKeyName: 'conversations_gift_id_fkey';
						columns: ['gift_id'];
						isOneToOne: false;
						referencedRelation: 'gift_requests';
						referencedColumns: ['id'];
					},
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
			event_series: {
				Row: {
					ended_at: string | null;
					exceptions: string[];
					from_time: string;
					id: string;
					rrule: string;
					starts_on: string;
					until_time: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'event_series_commune_code_fkey';
						columns: ['commune_code'];
						isOneToOne: false;
						referencedRelation: 'communes';
						referencedColumns: ['code'];
					},
					{
						foreignKeyName: 'event_series_community_id_fkey';
						columns: ['community_id'];
						isOneToOne: false;
						referencedRelation: 'communities';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'event_series_organiser_id_fkey';
						columns: ['organiser_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'event_series_place_id_fkey';
						columns: ['place_id'];
						isOneToOne: false;
						referencedRelation: 'places';
						referencedColumns: ['id'];
					}
				];
			};
			events: {
				Row: {
					about: string;
					address: string;
					arrivals_per_slot: number | null;
					attending: number;
					cancel_note: string;
					capacity: number | null;
					changed_at: string;
					commune_code: string | null;
					community_id: string | null;
					created_at: string;
					detached: boolean;
					ends_at: string;
					id: string;
					kind: Database['public']['Enums']['event_kind'];
					occurrence_on: string | null;
					organiser_id: string;
					place_id: string | null;
					published_at: string | null;
					sequence: number;
					series_id: string | null;
					slug: string;
					starts_at: string;
					state: Database['public']['Enums']['event_state'];
					title: string;
					waiting: number;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'events_commune_code_fkey';
						columns: ['commune_code'];
						isOneToOne: false;
						referencedRelation: 'communes';
						referencedColumns: ['code'];
					},
					{
						foreignKeyName: 'events_community_id_fkey';
						columns: ['community_id'];
						isOneToOne: false;
						referencedRelation: 'communities';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'events_organiser_id_fkey';
						columns: ['organiser_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'events_place_id_fkey';
						columns: ['place_id'];
						isOneToOne: false;
						referencedRelation: 'places';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'events_series_id_fkey';
						columns: ['series_id'];
						isOneToOne: false;
						referencedRelation: 'event_series';
						referencedColumns: ['id'];
					}
				];
			};
			gift_events: {
				Row: {
					action: string;
					actor_id: string | null;
					at: string;
					gift_id: string;
					id: number;
					state: Database['public']['Enums']['gift_state'];
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'gift_events_actor_id_fkey';
						columns: ['actor_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'gift_events_gift_id_fkey';
						columns: ['gift_id'];
						isOneToOne: false;
						referencedRelation: 'gift_requests';
						referencedColumns: ['id'];
					}
				];
			};
			gift_requests: {
				Row: {
					answer: string | null;
					asked_at: string;
					chosen_at: string | null;
					declined_at: string | null;
					given_at: string | null;
					id: string;
					listing_id: string | null;
					note: string | null;
					owner_id: string;
					person_id: string;
					pickup_agreed: boolean;
					pickup_at: string | null;
					pickup_by: string | null;
					received_at: string | null;
					state: Database['public']['Enums']['gift_state'];
					ticket: string;
					unit: number | null;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'gift_requests_listing_id_fkey';
						columns: ['listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'gift_requests_owner_id_fkey';
						columns: ['owner_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'gift_requests_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'gift_requests_pickup_by_fkey';
						columns: ['pickup_by'];
						isOneToOne: false;
						referencedRelation: 'people';
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
					broken_units: number[];
					category_slug: string | null;
					checked_on: string | null;
					choice_rule: Database['public']['Enums']['gift_rule'];
					choose_by: string | null;
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
					out_of_order_since: string | null;
					outcome: string | null;
					owner_id: string;
					published_at: string | null;
					slot_minutes: number | null;
					spoken_for: boolean;
					status: Database['public']['Enums']['listing_status'];
					title: string;
					units: number;
					updated_at: string;
				};
				Insert: {
					category_slug?: string | null;
					choice_rule?: Database['public']['Enums']['gift_rule'];
					choose_by?: string | null;
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
					slot_minutes?: number | null;
					title: string;
					units?: number;
				};
				Update: {
					category_slug?: string | null;
					choice_rule?: Database['public']['Enums']['gift_rule'];
					choose_by?: string | null;
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
					slot_minutes?: number | null;
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
			loss_agreements: {
				Row: {
					agreed: boolean | null;
					answered_at: string | null;
					id: string;
					proposed_at: string;
					proposed_by: string;
					reservation_id: string;
					words: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'loss_agreements_proposed_by_fkey';
						columns: ['proposed_by'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'loss_agreements_reservation_id_fkey';
						columns: ['reservation_id'];
						isOneToOne: false;
						referencedRelation: 'reservations';
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
			no_show_answers: {
				Row: { answered_at: string; author_id: string; reservation_id: string; words: string };
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'no_show_answers_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'no_show_answers_reservation_id_fkey';
						columns: ['reservation_id'];
						isOneToOne: false;
						referencedRelation: 'reservations';
						referencedColumns: ['id'];
					}
				];
			};
			notifications: {
				Row: { about: Json; created_at: string; id: string; person_id: string; read_at: string | null; topic: string };
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'notifications_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			offers: {
				Row: {
					answer_by: string;
					conversation_id: string;
					created_at: string;
					during: string;
					id: string;
					listing_id: string;
					owner_id: string;
					seeker_id: string;
					state: Database['public']['Enums']['offer_state'];
					title: string;
					wanted_id: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'offers_conversation_id_fkey';
						columns: ['conversation_id'];
						isOneToOne: false;
						referencedRelation: 'conversations';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'offers_listing_id_fkey';
						columns: ['listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'offers_owner_id_fkey';
						columns: ['owner_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'offers_seeker_id_fkey';
						columns: ['seeker_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'offers_wanted_id_fkey';
						columns: ['wanted_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
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
			place_keepers: {
				Row: { note: string; person_id: string; place_id: string; since: string; state: string };
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'place_keepers_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'place_keepers_place_id_fkey';
						columns: ['place_id'];
						isOneToOne: false;
						referencedRelation: 'places';
						referencedColumns: ['id'];
					}
				];
			};
			place_kinds: {
				Row: {
					family: string;
					has_state: boolean;
					icon: string;
					label_en: string;
					label_fr: string;
					osm_tags: string[];
					position: number;
					slug: string;
					usually_takes: string[];
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [];
			};
			place_proposals: {
				Row: {
					author_id: string;
					changes: Json;
					id: string;
					made_at: string;
					place_id: string;
					settled_at: string | null;
					state: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'place_proposals_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'place_proposals_place_id_fkey';
						columns: ['place_id'];
						isOneToOne: false;
						referencedRelation: 'places';
						referencedColumns: ['id'];
					}
				];
			};
			place_reports: {
				Row: {
					at: string;
					id: string;
					note: string;
					photo_path: string | null;
					place_id: string;
					reporter_id: string | null;
					state: Database['public']['Enums']['place_state'];
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'place_reports_place_id_fkey';
						columns: ['place_id'];
						isOneToOne: false;
						referencedRelation: 'places';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'place_reports_reporter_id_fkey';
						columns: ['reporter_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			place_watches: {
				Row: { person_id: string; place_id: string; taken_at: string; week: string };
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'place_watches_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'place_watches_place_id_fkey';
						columns: ['place_id'];
						isOneToOne: false;
						referencedRelation: 'places';
						referencedColumns: ['id'];
					}
				];
			};
			places: {
				Row: {
					about: string;
					accepts: string[];
					accepts_note: string;
					access_notes: string;
					address: string;
					called_at: string | null;
					commune_code: string | null;
					created_at: string;
					held_by: string | null;
					id: string;
					kind: string;
					lat: number | null;
					lon: number | null;
					name: string;
					opening_hours: string;
					position_is_approximate: boolean;
					refuses: string[];
					slug: string;
					source: string;
					source_date: string;
					source_id: string;
					source_licence: string;
					source_url: string;
					state: Database['public']['Enums']['place_state'] | null;
					state_at: string | null;
					state_since: string | null;
					status: string;
					updated_at: string;
					website: string;
					wheelchair: string | null;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'places_commune_code_fkey';
						columns: ['commune_code'];
						isOneToOne: false;
						referencedRelation: 'communes';
						referencedColumns: ['code'];
					},
					{
						foreignKeyName: 'places_created_by_fkey';
						columns: ['created_by'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'places_held_by_fkey';
						columns: ['held_by'];
						isOneToOne: false;
						referencedRelation: 'communities';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'places_kind_fkey';
						columns: ['kind'];
						isOneToOne: false;
						referencedRelation: 'place_kinds';
						referencedColumns: ['slug'];
					}
				];
			};
			product_categories: {
				Row: {
					category_slug: string | null;
					icon: string;
					id: number;
					label_en: string;
					label_fr: string;
					powered: boolean;
					skill: string | null;
					usual_minutes: number;
					value: string | null;
					weight_grams: number | null;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'product_categories_category_slug_fkey';
						columns: ['category_slug'];
						isOneToOne: false;
						referencedRelation: 'categories';
						referencedColumns: ['slug'];
					}
				];
			};
			repair_items: {
				Row: {
					at_table: string;
					awaits_part: boolean;
					brand: string;
					called_at: string | null;
					changed_at: string;
					claimed_also: boolean;
					claimed_at: string | null;
					claimed_by: string | null;
					continues_id: string | null;
					done_at: string | null;
					event_id: string;
					goes_to: string | null;
					goes_to_event_id: string | null;
					goes_to_listing_id: string | null;
					goes_to_place_id: string | null;
					id: string;
					listing_id: string | null;
					minutes: number | null;
					mistaken: boolean;
					notes: string;
					partner_product_category: string;
					parts: string;
					photo_path: string | null;
					position: number;
					priority: number;
					problem: string;
					product_category_id: number | null;
					queued_at: string | null;
					repair_barrier: number | null;
					repair_status: number | null;
					state: Database['public']['Enums']['repair_state'];
					visit_id: string;
					weight_grams: number | null;
					year_of_manufacture: number | null;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'repair_items_claimed_by_fkey';
						columns: ['claimed_by'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'repair_items_continues_id_fkey';
						columns: ['continues_id'];
						isOneToOne: false;
						referencedRelation: 'repair_items';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'repair_items_goes_to_event_id_fkey';
						columns: ['goes_to_event_id'];
						isOneToOne: false;
						referencedRelation: 'events';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'repair_items_goes_to_listing_id_fkey';
						columns: ['goes_to_listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'repair_items_goes_to_place_id_fkey';
						columns: ['goes_to_place_id'];
						isOneToOne: false;
						referencedRelation: 'places';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'repair_items_listing_id_fkey';
						columns: ['listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'repair_items_of_a_visit';
						columns: ['visit_id', 'event_id'];
						isOneToOne: false;
						referencedRelation: 'visits';
						referencedColumns: ['id', 'event_id'];
					},
					{
						foreignKeyName: 'repair_items_product_category_id_fkey';
						columns: ['product_category_id'];
						isOneToOne: false;
						referencedRelation: 'product_categories';
						referencedColumns: ['id'];
					}
				];
			};
			repair_wishes: {
				Row: {
					condition_before: Database['public']['Enums']['listing_condition'] | null;
					created_at: string;
					listing_id: string;
					person_id: string;
					problem: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'repair_wishes_listing_id_fkey';
						columns: ['listing_id'];
						isOneToOne: false;
						referencedRelation: 'listings';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'repair_wishes_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			reservation_events: {
				Row: {
					action: string;
					actor_id: string | null;
					at: string;
					ends_at: string | null;
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
					basket_id: string | null;
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
					overdue_excused_at: string | null;
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
						foreignKeyName: 'reservations_basket_id_fkey';
						columns: ['basket_id'];
						isOneToOne: false;
						referencedRelation: 'reservations';
						referencedColumns: ['id'];
					},
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
			reviews: {
				Row: {
					announced: boolean;
					as_described: boolean | null;
					author_id: string;
					body: string;
					exchange_id: string;
					gift_id: string | null;
					id: string;
					on_time: boolean | null;
					person_id: string;
					replied_at: string | null;
					reply: string | null;
					reservation_id: string | null;
					returned_well: boolean | null;
					shown_from: string;
					written_at: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'reviews_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'reviews_gift_id_fkey';
						columns: ['gift_id'];
						isOneToOne: false;
						referencedRelation: 'gift_requests';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'reviews_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'reviews_reservation_id_fkey';
						columns: ['reservation_id'];
						isOneToOne: false;
						referencedRelation: 'reservations';
						referencedColumns: ['id'];
					}
				];
			};
			saved_searches: {
				Row: {
					category_slug: string | null;
					commune_code: string | null;
					created_at: string;
					free_from: string | null;
					free_until: string | null;
					id: string;
					kinds: Database['public']['Enums']['listing_kind'][];
					name: string;
					near_lat: number | null;
					near_lon: number | null;
					person_id: string;
					sort: string | null;
					within_meters: number | null;
					words: string;
				};
				Insert: {
					category_slug?: string | null;
					commune_code?: string | null;
					free_from?: string | null;
					free_until?: string | null;
					id: string;
					kinds?: Database['public']['Enums']['listing_kind'][];
					name: string;
					near_lat?: number | null;
					near_lon?: number | null;
					sort?: string | null;
					within_meters?: number | null;
					words?: string;
				};
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'saved_searches_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			shift_offers: {
				Row: {
					against_id: string | null;
					changed_at: string;
					event_id: string;
					id: string;
					made_at: string;
					shift_id: string;
					signup_id: string;
					state: Database['public']['Enums']['shift_offer_state'];
					to_id: string | null;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'shift_offers_against_id_fkey';
						columns: ['against_id'];
						isOneToOne: false;
						referencedRelation: 'shift_signups';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'shift_offers_answered_by_fkey';
						columns: ['answered_by'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'shift_offers_event_id_fkey';
						columns: ['event_id'];
						isOneToOne: false;
						referencedRelation: 'events';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'shift_offers_from_id_fkey';
						columns: ['from_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'shift_offers_shift_id_fkey';
						columns: ['shift_id'];
						isOneToOne: false;
						referencedRelation: 'shifts';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'shift_offers_signup_id_fkey';
						columns: ['signup_id'];
						isOneToOne: false;
						referencedRelation: 'shift_signups';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'shift_offers_to_id_fkey';
						columns: ['to_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					}
				];
			};
			shift_signups: {
				Row: {
					changed_at: string;
					id: string;
					person_id: string;
					shift_id: string;
					state: Database['public']['Enums']['signup_state'];
					taken_at: string;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'shift_signups_person_id_fkey';
						columns: ['person_id'];
						isOneToOne: false;
						referencedRelation: 'people';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'shift_signups_shift_id_fkey';
						columns: ['shift_id'];
						isOneToOne: false;
						referencedRelation: 'shifts';
						referencedColumns: ['id'];
					}
				];
			};
			shifts: {
				Row: {
					event_id: string;
					id: string;
					needed: number;
					note: string;
					position: number;
					removed_at: string | null;
					role: string;
					skill: string | null;
					taken: number;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'shifts_event_id_fkey';
						columns: ['event_id'];
						isOneToOne: false;
						referencedRelation: 'events';
						referencedColumns: ['id'];
					}
				];
			};
			visits: {
				Row: {
					arrival_at: string | null;
					asked_at: string;
					changed_at: string;
					checked_in_at: string | null;
					event_id: string;
					id: string;
					person_id: string | null;
					state: Database['public']['Enums']['visit_state'];
					ticket: number | null;
					walk_in: boolean;
					walk_in_name: string | null;
				};
				Insert: Record<string, never>;
				Update: Record<string, never>;
				Relationships: [
					{
						foreignKeyName: 'visits_event_id_fkey';
						columns: ['event_id'];
						isOneToOne: false;
						referencedRelation: 'events';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'visits_person_id_fkey';
						columns: ['person_id'];
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
					goes_last: boolean;
					id: string;
					kept_unit: number | null;
					listing_id: string;
					offered_until: string | null;
					person_id: string;
					reservation_id: string | null;
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
					},
					{
						foreignKeyName: 'waitlist_reservation_id_fkey';
						columns: ['reservation_id'];
						isOneToOne: false;
						referencedRelation: 'reservations';
						referencedColumns: ['id'];
					}
				];
			};
		};
		Views: Record<never, never>;
		Functions: {
			advance_attendance: {
				Args: { id: string | null; action: string | null; op_id: string | null };
				Returns: Database['public']['Tables']['attendances']['Row'];
			};
			advance_basket: {
				Args: { id: string | null; action: string | null; note?: string | null; op_id?: string | null };
				Returns: Database['public']['Tables']['reservations']['Row'][];
			};
			advance_event: {
				Args: { id: string | null; action: string | null; op_id: string | null; word?: string | null };
				Returns: Database['public']['Tables']['events']['Row'];
			};
			advance_gift: {
				Args: { id: string | null; action: string | null; op_id: string | null; word?: string | null };
				Returns: Database['public']['Tables']['gift_requests']['Row'];
			};
			advance_keeper: {
				Args: { place_id: string | null; person_id: string | null; action: string | null; op_id: string | null };
				Returns: undefined;
			};
			advance_listing: {
				Args: { listing_id: string | null; action: string | null; op_id: string | null; outcome?: string | null };
				Returns: Database['public']['Tables']['listings']['Row'];
			};
			advance_membership: {
				Args: { community_id: string | null; person_id: string | null; action: string | null };
				Returns: Database['public']['Tables']['memberships']['Row'];
			};
			advance_offer: {
				Args: { id: string | null; action: string | null; op_id: string | null; close_wanted?: boolean | null };
				Returns: Database['public']['Tables']['offers']['Row'];
			};
			advance_repair: {
				Args: { id: string | null; action: string | null; details: Json | null; op_id: string | null };
				Returns: Database['public']['Tables']['repair_items']['Row'];
			};
			advance_reservation: {
				Args: { id: string | null; action: string | null; note?: string | null; op_id?: string | null };
				Returns: Database['public']['Tables']['reservations']['Row'];
			};
			advance_series: {
				Args: { id: string | null; action: string | null; op_id: string | null; word?: string | null };
				Returns: number;
			};
			advance_shift_offer: {
				Args: { id: string | null; action: string | null; op_id: string | null };
				Returns: Database['public']['Tables']['shift_offers']['Row'];
			};
			advance_visit: {
				Args: { id: string | null; action: string | null; op_id: string | null; details?: Json | null };
				Returns: Database['public']['Tables']['visits']['Row'];
			};
			answer_appointment: {
				Args: {
					reservation_id: string | null;
					moment: string | null;
					action: string | null;
					starts_at: string | null;
					op_id: string | null;
				};
				Returns: Database['public']['Tables']['appointments']['Row'];
			};
			answer_loss_agreement: {
				Args: { id: string | null; agreed: boolean | null; op_id: string | null };
				Returns: Database['public']['Tables']['loss_agreements']['Row'];
			};
			answer_no_show: {
				Args: { reservation_id: string | null; words: string | null; op_id: string | null };
				Returns: Database['public']['Tables']['no_show_answers']['Row'];
			};
			answer_wanted: {
				Args: {
					id: string | null;
					wanted_id: string | null;
					listing_id?: string | null;
					placard_item_id?: string | null;
					starts_at?: string | null;
					ends_at?: string | null;
					note?: string | null;
				};
				Returns: Database['public']['Tables']['offers']['Row'];
			};
			appoint_gift: {
				Args: { id: string | null; pickup_at: string | null; op_id: string | null };
				Returns: Database['public']['Tables']['gift_requests']['Row'];
			};
			attend_event: {
				Args: { id: string | null; event_id: string | null };
				Returns: Database['public']['Tables']['attendances']['Row'];
			};
			block_person: { Args: { person_id: string | null; op_id?: string | null }; Returns: undefined };
			book_visit: {
				Args: {
					id: string | null;
					event_id: string | null;
					arrival_at: string | null;
					items: Json | null;
					token?: string | null;
				};
				Returns: Database['public']['Tables']['visits']['Row'];
			};
			bring_items: {
				Args: { visit_id: string | null; items: Json | null; op_id: string | null };
				Returns: Database['public']['Tables']['visits']['Row'];
			};
			calendar_feed: {
				Args: { token: string | null };
				Returns: {
					uid: string;
					what: string;
					title: string | null;
					starts_at: string;
					ends_at: string;
					by_day: boolean;
					cancelled: boolean;
					sequence: number;
					changed_at: string;
				}[];
			};
			choose_arrival: {
				Args: { id: string | null; arrival_at: string | null; op_id: string | null };
				Returns: Database['public']['Tables']['visits']['Row'];
			};
			claim_place: { Args: { place_id: string | null; note: string | null; op_id: string | null }; Returns: undefined };
			close_calendar_feed: { Args: { op_id: string | null }; Returns: undefined };
			conversation_called: { Args: { id: string | null }; Returns: string };
			decides_about_place: { Args: { place_id: string | null }; Returns: boolean };
			declare_broken: {
				Args: { id: string | null; listing_id: string | null; note?: string | null };
				Returns: Database['public']['Tables']['breakdowns']['Row'];
			};
			declare_mended: {
				Args: { listing_id: string | null; op_id: string | null };
				Returns: Database['public']['Tables']['listings']['Row'];
			};
			delete_my_account: { Args: Record<PropertyKey, never>; Returns: undefined };
			discard_listing: { Args: { listing_id: string | null; op_id: string | null }; Returns: undefined };
			draw_recipient: {
				Args: { listing_id: string | null; op_id: string | null };
				Returns: {
					seed_hash: string;
					opened_at: string;
					drawn_at: string | null;
					seed: string | null;
					tickets: string[] | null;
					winners: number | null;
				}[];
			};
			drop_repair_wish: { Args: { listing_id: string | null; op_id: string | null }; Returns: undefined };
			export_my_data: { Args: Record<PropertyKey, never>; Returns: Json };
			extend_reservation: {
				Args: { id: string | null; ends_at: string | null; op_id: string | null };
				Returns: Database['public']['Tables']['reservations']['Row'];
			};
			forget_search: { Args: { search_id: string | null; op_id: string | null }; Returns: undefined };
			gift_draw: {
				Args: { listing_id: string | null };
				Returns: {
					seed_hash: string;
					opened_at: string;
					drawn_at: string | null;
					seed: string | null;
					tickets: string[] | null;
					winners: number | null;
				}[];
			};
			gift_handover_details: {
				Args: { request_id: string | null };
				Returns: {
					name: string;
					address: string | null;
					phone: string | null;
					lat: number | null;
					lon: number | null;
				}[];
			};
			gift_interest: { Args: { listing_id: string | null }; Returns: number };
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
			import_places: {
				Args: { source: string | null; lines: Json | null; rehearse?: boolean | null };
				Returns: { line: number; outcome: string; why: string }[];
			};
			import_repair_records: {
				Args: { community_id: string | null; lines: Json | null; rehearse?: boolean | null };
				Returns: { line: number; outcome: string; why: string }[];
			};
			join_community: {
				Args: { community_id: string | null; answer?: string | null };
				Returns: Database['public']['Tables']['memberships']['Row'];
			};
			join_waitlist: {
				Args: { id: string | null; listing_id: string | null; starts_at: string | null; ends_at: string | null };
				Returns: Database['public']['Tables']['waitlist']['Row'];
			};
			keep_in_placard: {
				Args: { id: string | null; name: string | null; category_slug?: string | null; note?: string | null };
				Returns: undefined;
			};
			leave_event: { Args: { id: string | null }; Returns: Database['public']['Tables']['attendances']['Row'] };
			leave_shift: { Args: { id: string | null }; Returns: Database['public']['Tables']['shift_signups']['Row'] };
			leave_waitlist: { Args: { id: string | null }; Returns: Database['public']['Tables']['waitlist']['Row'] };
			leave_watch: { Args: { place_id: string | null; week: string | null; op_id: string | null }; Returns: undefined };
			limit_arrivals: {
				Args: { event_id: string | null; per_slot: number | null; op_id: string | null };
				Returns: Database['public']['Tables']['events']['Row'];
			};
			listing_calendar: {
				Args: { listing_id: string | null; from_day: string | null; until_day: string | null };
				Returns: { day: string; free_units: number }[];
			};
			listing_slots: {
				Args: { listing_id: string | null; from_day: string | null; until_day: string | null };
				Returns: { starts_at: string; ends_at: string; free_units: number }[];
			};
			mark_notifications_read: { Args: { ids: string[] | null; op_id: string | null }; Returns: undefined };
			mark_read: { Args: { conversation_id: string | null; until: string | null }; Returns: undefined };
			may_import_places: { Args: Record<PropertyKey, never>; Returns: boolean };
			my_blocks: {
				Args: Record<PropertyKey, never>;
				Returns: { person_id: string; display_name: string; blocked_at: string }[];
			};
			my_calendar: {
				Args: Record<PropertyKey, never>;
				Returns: {
					uid: string;
					what: string;
					title: string | null;
					starts_at: string;
					ends_at: string;
					by_day: boolean;
					cancelled: boolean;
					sequence: number;
					changed_at: string;
					reservation_id: string;
				}[];
			};
			my_calendar_feed: { Args: Record<PropertyKey, never>; Returns: string };
			my_details: { Args: Record<PropertyKey, never>; Returns: Json };
			my_placard: {
				Args: Record<PropertyKey, never>;
				Returns: { id: string; name: string; category_slug: string | null; note: string; kept_at: string }[];
			};
			next_free_days: {
				Args: { listing_ids: string[] | null; from_day?: string | null };
				Returns: { listing_id: string; day: string }[];
			};
			next_free_periods: {
				Args: { listing_id: string | null; days?: number | null; count?: number | null };
				Returns: { starts_at: string; ends_at: string }[];
			};
			offer_shift: {
				Args: { id: string | null; signup_id: string | null; to_id?: string | null; against_id?: string | null };
				Returns: Database['public']['Tables']['shift_offers']['Row'];
			};
			open_calendar_feed: { Args: { token: string | null; op_id: string | null }; Returns: undefined };
			open_conversation: {
				Args: { id: string | null; listing_id: string | null };
				Returns: Database['public']['Tables']['conversations']['Row'];
			};
			pending_requests: { Args: { listing_id: string | null }; Returns: number };
			person_facts: {
				Args: { person_id: string | null };
				Returns: {
					exchanges_done: number | null;
					on_time_returns: number | null;
					no_shows: number | null;
					median_answer_minutes: number | null;
				}[];
			};
			place_listing: {
				Args: { listing_id: string | null; address: string | null; lat: number | null; lon: number | null };
				Returns: undefined;
			};
			place_secret: { Args: { place_id: string | null }; Returns: string };
			place_sources: {
				Args: Record<PropertyKey, never>;
				Returns: { source: string; places: number; untouched: number; imported_at: string }[];
			};
			propose_appointment: {
				Args: {
					reservation_id: string | null;
					moment: string | null;
					starts_at: string | null;
					ends_at: string | null;
					place: string | null;
					op_id: string | null;
				};
				Returns: Database['public']['Tables']['appointments']['Row'];
			};
			propose_loss_agreement: {
				Args: { id: string | null; reservation_id: string | null; words: string | null };
				Returns: Database['public']['Tables']['loss_agreements']['Row'];
			};
			register_walk_in: {
				Args: {
					id: string | null;
					event_id: string | null;
					name: string | null;
					items: Json | null;
					token?: string | null;
				};
				Returns: Database['public']['Tables']['visits']['Row'];
			};
			remove_from_placard: { Args: { id: string | null; op_id: string | null }; Returns: undefined };
			remove_place_report: { Args: { report_id: string | null; op_id: string | null }; Returns: undefined };
			repair_figures: { Args: { community_id?: string | null }; Returns: Json };
			repair_records: {
				Args: {
					event_id?: string | null;
					community_id?: string | null;
					after?: string | null;
					page_size?: number | null;
				};
				Returns: {
					id: string;
					partner_product_category: string;
					product_category_id: number;
					brand: string;
					year_of_manufacture: number | null;
					product_age: number | null;
					repair_status: number;
					repair_barrier: number | null;
					group_identifier: string;
					event_date: string;
					problem: string;
				}[];
			};
			repeat_event: { Args: { id: string | null; event_id: string | null; rrule: string | null }; Returns: string };
			reply_to_review: {
				Args: { review_id: string | null; body: string | null; op_id: string | null };
				Returns: undefined;
			};
			report_condition: {
				Args: {
					id: string | null;
					reservation_id: string | null;
					moment: string | null;
					note?: string | null;
					facts?: Json | null;
					photos?: Json | null;
				};
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
			report_place_state: {
				Args: {
					id: string | null;
					place_id: string | null;
					state: string | null;
					note?: string | null;
					photo_path?: string | null;
					seen_seconds_ago?: number | null;
				};
				Returns: undefined;
			};
			request_basket: {
				Args: {
					id: string | null;
					lines: Json | null;
					starts_at: string | null;
					ends_at: string | null;
					note?: string | null;
				};
				Returns: Database['public']['Tables']['reservations']['Row'][];
			};
			request_gift: {
				Args: { id: string | null; listing_id: string | null; note?: string | null };
				Returns: Database['public']['Tables']['gift_requests']['Row'];
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
			reserve_tickets: {
				Args: { event_id: string | null; op_id: string | null; how_many: number | null };
				Returns: { from_ticket: number; until_ticket: number }[];
			};
			restore_place_report: { Args: { report_id: string | null; op_id: string | null }; Returns: undefined };
			review_facts: {
				Args: { person_id: string | null };
				Returns: {
					reviews: number | null;
					on_time: number | null;
					on_time_of: number | null;
					as_described: number | null;
					as_described_of: number | null;
					returned_well: number | null;
					returned_well_of: number | null;
				}[];
			};
			save_absences: { Args: { absences: Json | null; op_id: string | null }; Returns: undefined };
			save_event: {
				Args: { id: string | null; changes: Json | null; op_id: string | null };
				Returns: Database['public']['Tables']['events']['Row'];
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
			save_place: { Args: { id: string | null; changes: Json | null; op_id: string | null }; Returns: Json };
			save_place_secret: {
				Args: { place_id: string | null; access_code: string | null; op_id: string | null };
				Returns: undefined;
			};
			save_profile: {
				Args: { changes: Json | null; op_id: string | null };
				Returns: Database['public']['Tables']['people']['Row'];
			};
			save_series: { Args: { id: string | null; changes: Json | null; op_id: string | null }; Returns: number };
			save_shifts: {
				Args: { event_id: string | null; shifts: Json | null; op_id: string | null };
				Returns: Database['public']['Tables']['shifts']['Row'][];
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
			search_places: {
				Args: {
					query?: string | null;
					kinds?: string[] | null;
					commune?: string | null;
					takes_category?: string | null;
					near_lat?: number | null;
					near_lon?: number | null;
					within_meters?: number | null;
					with_hours?: boolean | null;
					page_size?: number | null;
					skip?: number | null;
				};
				Returns: {
					id: string;
					slug: string;
					name: string;
					kind: string;
					commune_code: string;
					address: string;
					lat: number;
					lon: number;
					position_is_approximate: boolean;
					opening_hours: string;
					wheelchair: string;
					status: string;
					state: Database['public']['Enums']['place_state'];
					state_at: string;
					taking: number;
					distance_meters: number;
					total: number;
				}[];
			};
			session_arrivals: { Args: { event_id: string | null }; Returns: { arrival_at: string; free_places: number }[] };
			session_figures: {
				Args: { event_id: string | null };
				Returns: {
					people: number;
					things: number;
					powered: number;
					fixed: number;
					repairable: number;
					end_of_life: number;
					unknown: number;
					fixed_share: number | null;
					fixed_grams: number;
				}[];
			};
			session_pack: { Args: { event_id: string | null }; Returns: Json };
			settle_place_proposal: {
				Args: { proposal_id: string | null; action: string | null; op_id: string | null };
				Returns: undefined;
			};
			similar_listings: {
				Args: { reservation_id: string | null };
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
			swap_shift: {
				Args: { id: string | null; shift_id: string | null; instead_of: string | null };
				Returns: Database['public']['Tables']['shift_signups']['Row'];
			};
			take_shift: {
				Args: { id: string | null; shift_id: string | null };
				Returns: Database['public']['Tables']['shift_signups']['Row'];
			};
			take_watch: { Args: { place_id: string | null; week: string | null; op_id: string | null }; Returns: undefined };
			unblock_person: { Args: { person_id: string | null; op_id?: string | null }; Returns: undefined };
			unsubscribe: { Args: { token: string | null }; Returns: boolean };
			visit_called: {
				Args: { token: string | null };
				Returns: {
					ticket: number | null;
					state: string;
					before: number | null;
					minutes: number | null;
					next_title: string | null;
					next_at: string | null;
					next_place: string | null;
				}[];
			};
			visit_page: { Args: { visit_id: string | null }; Returns: string };
			visit_places: {
				Args: { token: string | null };
				Returns: {
					thing: string;
					label_fr: string;
					label_en: string;
					place_slug: string;
					place_name: string;
					place_address: string;
					opening_hours: string;
				}[];
			};
			waitlist_standing: {
				Args: { id: string | null };
				Returns: { ahead: number; due_back: string | null; next_free: string | null }[];
			};
			wanted_near_me: { Args: Record<PropertyKey, never>; Returns: { listing_id: string }[] };
			wish_repair: {
				Args: { listing_id: string | null; problem: string | null; op_id: string | null };
				Returns: Database['public']['Tables']['repair_wishes']['Row'];
			};
			withdraw: { Args: { op_id: string | null }; Returns: boolean };
			withdraw_places: { Args: { source: string | null }; Returns: number };
			write_review: {
				Args: { id: string | null; reservation_id: string | null; facts: Json | null; body?: string | null };
				Returns: Database['public']['Tables']['reviews']['Row'];
			};
		};
		Enums: {
			appointment_state: 'open' | 'agreed' | 'cancelled';
			attendance_state: 'attending' | 'waitlisted' | 'checked_in' | 'left' | 'cancelled';
			community_kind:
				'territory' | 'commune' | 'neighbourhood' | 'campus' | 'business_zone' | 'organisation' | 'practice';
			community_visibility: 'public' | 'listed' | 'private';
			event_kind: 'repair_session' | 'disco_soup' | 'swap' | 'workshop' | 'gardening' | 'meeting' | 'other';
			event_state: 'draft' | 'published' | 'live' | 'closed' | 'cancelled';
			gift_rule: 'first_come' | 'owner_picks' | 'draw';
			gift_state: 'asked' | 'chosen' | 'collected' | 'not_chosen' | 'withdrawn' | 'no_show';
			handover_moment: 'hand_over' | 'return';
			join_policy: 'open' | 'email_domain' | 'approval' | 'invite';
			listing_condition: 'new' | 'good' | 'worn' | 'to_repair';
			listing_kind: 'loan' | 'gift' | 'service' | 'space' | 'wanted';
			listing_status: 'draft' | 'published' | 'paused' | 'closed';
			membership_role: 'member' | 'referent' | 'moderator' | 'organiser';
			membership_state: 'applied' | 'invited' | 'active' | 'left' | 'excluded';
			message_kind: 'text' | 'system';
			offer_state: 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'lapsed';
			place_state: 'fine' | 'full' | 'empty' | 'dirty' | 'closed';
			repair_state: 'registered' | 'queued' | 'claimed' | 'done' | 'returned';
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
			shift_offer_state: 'open' | 'accepted' | 'declined' | 'withdrawn' | 'lapsed';
			signup_state: 'taken' | 'left';
			visit_state: 'booked' | 'waitlisted' | 'checked_in' | 'left' | 'no_show' | 'cancelled';
			waitlist_state: 'waiting' | 'offered' | 'taken' | 'lapsed' | 'left';
		};
		CompositeTypes: Record<never, never>;
	};
};
