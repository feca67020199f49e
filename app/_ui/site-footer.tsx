export function SiteFooter() {
	return (
		<footer className="mx-auto mt-20 w-full max-w-6xl px-4 pb-8 text-sm text-soft sm:px-6">
			<p className="border-t border-line pt-5">
				Firstbell keeps one seat for one person. When it says “booked”, it is booked.
			</p>
		</footer>
	);
}
