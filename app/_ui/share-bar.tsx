type Part = { key: string; share: number; look: string };

/**
 * Shares of a whole, side by side, as one bar: for a glance, beside the numbers themselves. Drawn by attributes, since no page may
 * bring styles of its own.
 */
export function ShareBar({ parts, className }: { parts: Part[]; className: string }) {
	let from = 0;
	return (
		<svg aria-hidden="true" className={`block w-full overflow-hidden bg-line ${className}`}>
			{parts.map(({ key, share, look }) => {
				const x = from;
				from += share;
				return (
					<rect
						key={key}
						x={percent(x)}
						width={percent(share)}
						height="100%"
						className={`transition-[x,width] duration-500 ${look}`}
					/>
				);
			})}
		</svg>
	);
}

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`;
