import { randomBytes } from "node:crypto";
import { type Opening, usual } from "../../../stack/rehearsal/families/families.ts";
import { madeUpTeachers, seedSchool } from "../../../stack/rehearsal/school.ts";
import { given } from "../../api/support/ask.ts";
import { admin } from "../../api/support/school.ts";
import { edgePort } from "./rig.ts";

type Wish = { people: number; teachers: number; starts: number; joinSeconds: number };

/** The rehearsal's school, with so many times each, that opens some seconds after its families have begun to come. */
export async function seedOpening({ people, teachers, starts, joinSeconds }: Wish): Promise<Opening> {
	const called = `o-${randomBytes(4).toString("hex")}`;
	const { opening } = await seedSchool(admin, {
		...{ people, teachers: madeUpTeachers({ teachers, slots: teachers * starts, called }) },
		...{ opensAt: Date.now() + (joinSeconds + 15) * 1_000, joinMs: joinSeconds * 1_000, seed: 20_261_125 },
		...{ port: edgePort, appUrl: given("APP_URL"), linkSecret: given("LINK_SECRET") },
		// What comes back after all is sold would be nobody's.
		manners: { thinkMs: 1_500, lookMs: 5_000, shares: { ...usual, cancelling: 0, lingering: 0 } },
	});
	return opening;
}
