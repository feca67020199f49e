/** What one types, or gets. It scrolls by itself, and so must be reached by who has no mouse. */
export function Sample({ label, text }: { label: string; text: string }) {
	return (
		<section
			// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
			tabIndex={0}
			aria-label={label}
			className="overflow-x-auto rounded-xl border border-line bg-card p-4 text-sm"
		>
			<pre>{text}</pre>
		</section>
	);
}
