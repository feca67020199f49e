/** What goes and what stays, before one says yes to it. */
export function Stays({ what }: { what: string }) {
	return (
		<>
			<p>
				<strong className="font-medium text-ink">What goes:</strong> {what}
			</p>
			<p>
				<strong className="font-medium text-ink">What stays:</strong> when somebody had a time and how it
				ended, so that they still find it under their own bookings, “with a teacher who has left”, with what
				they were told and what they answered.
			</p>
			<p>It cannot be undone. What you want to keep, take along first.</p>
		</>
	);
}
