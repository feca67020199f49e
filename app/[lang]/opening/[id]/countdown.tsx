import { useLocale } from "next-intl";
import { countdown } from "../../../_ui/countdown.ts";

/** How long until an instant, in the largest figures. A timer is not read aloud each second. */
export function Countdown({ ms }: { ms: number }) {
	const language = useLocale();
	return (
		<p role="timer" className="text-5xl font-[680] tracking-tight tabular-nums sm:text-6xl">
			{countdown(ms, language)}
		</p>
	);
}
