export type Part = { value: number; look: string };
export type Column = { key: string; label: string; parts: Part[]; marked?: boolean };

type Props = {
	columns: Column[];
	/** What a full height is, and how the scale calls it. */
	most: number;
	scale: (value: number) => string;
	/** Every how many columns one is named. */
	every: number;
	/** The whole of it in a sentence, for who does not see it. */
	sentence: string;
};

// h-42 beside it.
const height = 168;
const foot = 24;

/** Columns of stacked parts. Widths are shares and heights pixels, so that no letter is ever stretched. */
export function Columns({ columns, most, scale, every, sentence }: Props) {
	const wide = 100 / columns.length;
	// A name that is wider than its column would hang out on the left.
	const edge = (i: number) => i === 0 && every > 1;
	const tall = (value: number) => (most > 0 ? (value / most) * (height - 8) : 0);
	return (
		<div className="flex gap-2">
			<div aria-hidden="true" className="relative h-42 w-9 shrink-0 text-right text-xs text-soft">
				<span className="absolute top-0 right-0">{scale(most)}</span>
				<span className="absolute top-1/2 right-0">{scale(most / 2)}</span>
				<span className="absolute right-0 bottom-0">{scale(0)}</span>
			</div>
			<svg
				role="img"
				aria-label={sentence}
				className="w-full min-w-0 overflow-visible"
				height={height + foot}
			>
				{[8, height / 2 + 4, height].map((y) => (
					<line key={y} x1="0" x2="100%" y1={y} y2={y} className="stroke-line" />
				))}
				{columns.map(({ key, label, parts, marked }, i) => (
					<g key={key}>
						{stacked(parts).map(({ value, look, below }) => (
							<rect
								key={look}
								x={`${(i + 0.14) * wide}%`}
								width={`${0.72 * wide}%`}
								y={height - tall(below + value)}
								height={tall(value)}
								rx="2"
								className={look}
							/>
						))}
						{marked && (
							<rect
								x={`${(i + 0.14) * wide}%`}
								width={`${0.72 * wide}%`}
								y={height + 2}
								height="3"
								className="fill-bell"
							/>
						)}
						{i % every === 0 && (
							<text
								x={`${(i + (edge(i) ? 0 : 0.5)) * wide}%`}
								y={height + foot - 4}
								textAnchor={edge(i) ? "start" : "middle"}
								className="fill-soft text-xs"
							>
								{label}
							</text>
						)}
					</g>
				))}
			</svg>
		</div>
	);
}

/** Each on top of those before it. */
function stacked(parts: Part[]): (Part & { below: number })[] {
	let below = 0;
	return parts
		.map((part) => {
			const placed = { ...part, below };
			below += part.value;
			return placed;
		})
		.filter(({ value }) => value > 0);
}
