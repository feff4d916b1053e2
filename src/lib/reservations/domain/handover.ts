/** Where to find the other, from acceptance to return. What they did not give is empty. */
export interface HandoverDetails {
	name: string;
	address: string;
	phone: string;
}
