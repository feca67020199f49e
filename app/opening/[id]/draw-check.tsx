import type { Opening } from "@/lib/openings/schema";

/** How anybody finds out that the draw was what it was promised to be. */
export function DrawCheck({ opening: { id, groups } }: { opening: Opening }) {
	return (
		<details className="group rounded-2xl border border-line px-4">
			<summary className="flex min-h-11 items-center justify-between gap-3 rounded-lg py-2 font-medium">
				Check the draw yourself
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
				<p>
					The lot is cast by a secret number, the seed. Its SHA-256 is published here before anybody has a
					place, so that nobody can change it; the seed itself is told when bookings open. Your place is the
					beginning of HMAC-SHA-256 of the seed and your number: the smaller, the sooner.
				</p>
				<dl className="grid gap-2">
					{groups.map(({ name, commitment }) => (
						<div key={commitment}>
							<dt>{groups.length > 1 ? `SHA-256 of the seed, ${name}` : "SHA-256 of the seed"}</dt>
							<dd className="font-mono text-xs break-all text-ink">{commitment}</dd>
						</div>
					))}
				</dl>
				<p>
					Save{" "}
					<a href={`/api/openings/${id}/record`} className="underline underline-offset-4">
						the record of the draw
					</a>{" "}
					and run <code className="font-mono text-xs text-ink">npm run verify-draw -- FILE</code> with the
					source of Firstbell: it computes every place anew. The record holds numbers and no names.
				</p>
			</div>
		</details>
	);
}
