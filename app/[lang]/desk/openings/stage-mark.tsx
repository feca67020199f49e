import { type Stage, stageWords } from "./stage.ts";

const looks: Record<Stage, string> = {
	coming: "bg-brass-tint text-brass-ink",
	running: "bg-board text-on-board",
	paused: "bg-alarm-tint text-alarm",
	over: "bg-line text-ink",
	released: "bg-chalk text-chalk-ink",
};

export function StageMark({ stage }: { stage: Stage }) {
	return (
		<span className={`inline-block rounded-md px-2 py-0.5 text-sm font-medium ${looks[stage]}`}>
			{stageWords[stage]}
		</span>
	);
}
