/** Who booked does not know what was written: the teacher may know another way. */
export function Unreached({ email }: { email: string }) {
	return (
		<p className="mt-1 rounded-xl bg-brass-tint px-3 py-2 text-sm text-brass-ink wrap-anywhere">
			The mail to {email} did not arrive.
		</p>
	);
}
