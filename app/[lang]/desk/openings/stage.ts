import type { OwnOpening } from "@/lib/office/schema";

export type Stage = "coming" | "running" | "paused" | "over" | "released";

/** Where an opening stands at an instant, in milliseconds. */
export function stageOf(opening: OwnOpening, now: number): Stage {
	if (opening.releasedAt) return "released";
	if (opening.endedAt || (opening.closesAt && Date.parse(opening.closesAt) <= now)) return "over";
	if (Date.parse(opening.opensAt) > now) return "coming";
	return opening.pausedAt ? "paused" : "running";
}

export const stageWords: Record<Stage, string> = {
	coming: "Coming",
	running: "Running",
	paused: "Paused",
	over: "Over",
	released: "Open to everybody",
};
