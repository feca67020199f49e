import { useTranslations } from "next-intl";
import type { Opening } from "@/lib/openings/schema";

/** How anybody finds out that the draw was what it was promised to be. */
export function DrawCheck({ opening: { id, groups } }: { opening: Opening }) {
	const words = useTranslations("around.draw");
	return (
		<details className="group rounded-2xl border border-line px-4">
			<summary className="flex min-h-11 items-center justify-between gap-3 rounded-lg py-2 font-medium">
				{words("title")}
				<svg
					viewBox="0 0 20 20"
					aria-hidden="true"
					className="size-4 shrink-0 fill-none stroke-current transition-transform group-open:rotate-180"
					strokeWidth="2"
				>
					<path d="m4 7 6 6 6-6" strokeLinecap="round" strokeLinejoin="round" />
				</svg>
			</summary>
			<div className="grid gap-3 pb-4 text-sm text-soft">
				<p>{words("how")}</p>
				<dl className="grid gap-2">
					{groups.map(({ name, commitment }) => (
						<div key={commitment}>
							<dt>{groups.length > 1 ? words("seedOf", { group: name }) : words("seed")}</dt>
							<dd className="font-mono text-xs break-all text-ink">{commitment}</dd>
						</div>
					))}
				</dl>
				<p>
					{words.rich("record", {
						record: (chunks) => (
							<a href={`/api/openings/${id}/record`} className="underline underline-offset-4">
								{chunks}
							</a>
						),
						command: (chunks) => <code className="font-mono text-xs text-ink">{chunks}</code>,
					})}
				</p>
			</div>
		</details>
	);
}
