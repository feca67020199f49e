import "server-only";
import { call, read } from "../db.ts";
import { type Snapshot, snapshot } from "../snapshots.ts";
import { type OfferAnswer, readOffer } from "./read-offer.ts";
import type { AppointmentType, GetType } from "./schema.ts";

const lifeMs = 4_000;

/** One type of a teacher's, listed or not. Refuses NTFND. */
export async function getType({ teacher, type }: GetType): Promise<AppointmentType> {
	return readOffer(await call<OfferAnswer>("get_type", teacher, type));
}

/** The same as everybody is sent it, one copy for all: an AppointmentType. Refuses NTFND. */
export function typeCopy({ teacher, type }: GetType): Promise<Snapshot> {
	return snapshot({
		topic: teacher,
		key: `type/${type}`,
		load: async () => ({
			answer: readOffer(await read<OfferAnswer>("get_type", teacher, type)),
			lifeMs,
		}),
	});
}
