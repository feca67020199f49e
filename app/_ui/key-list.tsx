/** What the colours of a drawing mean. */
export function KeyList({ keys }: { keys: { label: string; look: string }[] }) {
	return (
		<ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft">
			{keys.map(({ label, look }) => (
				<li key={label} className="flex items-center gap-2">
					<svg aria-hidden="true" className="size-3 shrink-0">
						<rect width="12" height="12" rx="2" className={look} />
					</svg>
					{label}
				</li>
			))}
		</ul>
	);
}
