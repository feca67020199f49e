/** Takes one of several away. */
export function RemoveButton({ what, onClick }: { what: string; onClick: () => void }) {
	return (
		<button
			type="button"
			aria-label={`Remove ${what}`}
			onClick={onClick}
			className="grid size-11 shrink-0 place-items-center rounded-full text-soft hover:bg-alarm-tint hover:text-alarm"
		>
			<svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 stroke-current" strokeWidth="2">
				<path d="m5 5 10 10M15 5 5 15" strokeLinecap="round" />
			</svg>
		</button>
	);
}
