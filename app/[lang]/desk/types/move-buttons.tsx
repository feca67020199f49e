type Props = { what: string; index: number; count: number; onMove: (to: number) => void };

/** One place up or down, for who cannot or does not want to drag. */
export function MoveButtons({ what, index, count, onMove }: Props) {
	return (
		<>
			<Move
				label={`Move ${what} up`}
				path="m5 12 5-5 5 5"
				disabled={index === 0}
				onClick={() => onMove(index - 1)}
			/>
			<Move
				label={`Move ${what} down`}
				path="m5 8 5 5 5-5"
				disabled={index === count - 1}
				onClick={() => onMove(index + 1)}
			/>
		</>
	);
}

type MoveProps = { label: string; path: string; disabled: boolean; onClick: () => void };

// Not `disabled`: a button that is pressed until the end must not throw the keyboard's focus away.
function Move({ label, path, disabled, onClick }: MoveProps) {
	return (
		<button
			type="button"
			aria-label={label}
			aria-disabled={disabled}
			onClick={() => !disabled && onClick()}
			className="grid size-11 shrink-0 place-items-center rounded-full text-soft hover:bg-chalk hover:text-ink aria-disabled:cursor-default aria-disabled:text-line aria-disabled:hover:bg-transparent"
		>
			<svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 fill-none stroke-current" strokeWidth="2">
				<path d={path} strokeLinecap="round" strokeLinejoin="round" />
			</svg>
		</button>
	);
}
