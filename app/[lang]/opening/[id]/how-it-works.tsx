import { useTranslations } from "next-intl";
import { eachOf } from "@/lib/openings/place-words";
import type { Opening } from "@/lib/openings/schema";

/** In three sentences. */
export function HowItWorks({ opening: { waitingRoom, audience } }: { opening: Opening }) {
	const words = useTranslations("around.how");
	const lines = waitingRoom
		? [words("lot"), words("place", { who: eachOf(audience) }), words("turn")]
		: [words("instant"), words(audience === "invited" ? "link" : "page"), words("kept")];
	return (
		<section aria-labelledby="how">
			<h2 id="how" className="text-lg">
				{words("title")}
			</h2>
			<ol className="mt-3 grid gap-3 text-soft">
				{lines.map((line, i) => (
					<li key={line} className="flex gap-3">
						<span
							aria-hidden="true"
							className="grid size-6 shrink-0 place-items-center rounded-full bg-chalk text-sm font-[680] text-chalk-ink"
						>
							{i + 1}
						</span>
						<span>{line}</span>
					</li>
				))}
			</ol>
		</section>
	);
}
