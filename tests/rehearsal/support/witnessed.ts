import type { Call } from "../../../stack/rehearsal/call.ts";
import type { Second } from "../../../stack/rehearsal/families/meter.ts";
import type { Breakage, Happened, Witnessed } from "../../../stack/rehearsal/faults/breakage.ts";
import type { Scene } from "../../../stack/rehearsal/faults/scene.ts";
import type { Rig } from "../../../stack/rehearsal/rig.ts";

/** For what is judged without asking any server. */
export const noRig = {} as Rig;

/** Nobody is there, and the bell is at that time. */
export const sceneAt = (opensAt: number) => ({ opening: { opensAt } }) as Scene;

export const breakage = (changed: Partial<Breakage> = {}): Breakage => ({
	...{ name: "Something breaks", seconds: 2, feltFor: 3 },
	begin: async () => {},
	end: async () => {},
	...changed,
});

/** It broke ten seconds after the bell, was whole two seconds later, and may be felt for three more. */
export const happened = (changed: Partial<Happened> = {}): Happened => ({
	...{ breakage: breakage(), evidence: [], from: 10_000, whole: 12_000, until: 15_000 },
	...changed,
});

/** A call that was sent at that time and answered a moment later; a status of 0 is no answer. */
export const call = (sent: number, status = 201, changed: Partial<Call> = {}): Call => ({
	...{ person: 1, verb: "hold", due: sent, sent, heard: status === 0 ? null : sent + 50, status },
	...{ code: null, key: `key at ${sent}`, slot: null, ref: null, heldUntil: null, email: null, ticket: null },
	...changed,
});

export const second = (at: number, failed = 0): Second => ({
	...{ at, requests: 10, failed, apiP50: 5, apiP95: 20, apiP99: 30, pageP95: 10, lateP99: 1 },
	took: { api: [5], page: [10] },
});

/** A rehearsal whose bell was at 0. */
export const seen = (changed: Partial<Witnessed> = {}): Witnessed => ({
	...{ calls: [call(11_000)], seconds: [second(11_000)], looks: [], opensAt: 0 },
	...changed,
});
