import type { Booking } from "./schema.ts";

type Place = Booking["place"];

const kinds: Record<Place["kind"], string> = {
	unsaid: "",
	address: "",
	phone: "By phone",
	video: "By video call",
};

/** Where one meets, such as `By phone: 020 7946 0000`; nothing where nothing was said of it. */
export function placeWords({ kind, text }: Place): string {
	return [kinds[kind], text].filter(Boolean).join(": ");
}
