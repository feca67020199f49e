import type { Rig } from "../rig.ts";
import { promote, standbyState } from "../standby.ts";
import type { Breakage, Evidence, Time, Witnessed } from "./breakage.ts";
import { addNeighbours } from "./neighbours.ts";
import { oldPrimaryBack } from "./old-primary-back.ts";

/** Nobody starts it again: who watches over it takes some seconds to be sure, and then the standby takes its place. */
export const failover: Breakage = {
	...{ name: "The primary is killed for good, and its standby takes its place", seconds: 2, feltFor: 8 },
	async begin(rig, saw) {
		await addNeighbours(rig.primaryAdminUrl());
		const state = await standbyState(rig.primaryAdminUrl());
		saw({
			kept: state === "sync",
			figure: `its standby was ${state ?? "not there"}${state === "sync" ? ", so that it had all that was confirmed" : ""}`,
		});
		await rig.servers.primary.kill();
	},
	async end(rig) {
		const { standby } = rig.servers;
		await promote(standby);
		changePlaces(rig);
		rig.doors.primary?.to(standby.port);
	},
	look: (_rig, time, seen) => resumed(time, seen),
	next: oldPrimaryBack,
};

/** For all that ask the rig. Both doors lead to the new primary then: who only reads was there already. */
function changePlaces({ servers, parts }: Rig): void {
	Object.assign(servers, { primary: servers.standby, standby: servers.primary });
	Object.assign(parts, servers);
}

/** How long nothing was confirmed: until the first write that the new primary answered with a yes. */
export function resumed({ from, whole, until }: Time, { calls }: Witnessed): Evidence {
	const first = calls
		.filter(({ heard, status }) => status >= 200 && status < 300 && (heard ?? 0) >= whole)
		.reduce((least, { heard }) => Math.min(least, heard ?? least), Number.POSITIVE_INFINITY);
	const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
	if (first > until) return { kept: false, figure: "no write was confirmed in its time" };
	return {
		kept: true,
		figure: `the first write was confirmed ${seconds(first - from)} after it began, ${seconds(first - whole)} after the standby took over`,
	};
}
