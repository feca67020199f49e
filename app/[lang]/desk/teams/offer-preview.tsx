import { offersOf, type Teachers } from "./team-offers.ts";

/** What families will be able to book with any of them. */
export function OfferPreview({ members }: { members: Teachers }) {
	const offers = offersOf(members);
	return (
		<section aria-labelledby="offers">
			<h2 id="offers" className="text-xl">
				What can be booked with any of them
			</h2>
			{offers.length > 0 ? (
				<ul className="mt-2 divide-y divide-line rounded-2xl border border-line bg-card px-4">
					{offers.map(({ handle, name, teachers }) => (
						<li key={handle} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2.5">
							<span className="min-w-0 wrap-anywhere">{name}</span>
							<span className="text-sm text-soft">
								{teachers} of {members.length} {members.length === 1 ? "teacher" : "teachers"}
							</span>
						</li>
					))}
				</ul>
			) : (
				<p className="mt-2 text-soft">
					{members.length > 0 ? "None of them offers anything yet." : "Nobody is in it yet."}
				</p>
			)}
			<p className="mt-2 text-sm text-soft">
				What has the same address with several of them is one thing. What waits for an opening, and what is
				hidden, is booked with each by name.
			</p>
		</section>
	);
}
