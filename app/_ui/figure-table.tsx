type Props = { caption: string; head: string[]; rows: (string | number)[][] };

/** The same numbers in words and rows; the first of a row names it. */
export function FigureTable({ caption, head, rows }: Props) {
	return (
		<details className="mt-4">
			<summary className="inline-flex min-h-11 items-center font-medium underline decoration-edge underline-offset-4">
				As a table
			</summary>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard, too */}
			<section className="overflow-x-auto" tabIndex={0} aria-label={caption}>
				<table className="w-full text-sm tabular-nums">
					<caption className="sr-only">{caption}</caption>
					<thead>
						<tr className="text-left text-soft">
							{head.map((name, i) => (
								<th key={name} scope="col" className={`py-1.5 pr-3 font-normal ${i ? "text-right" : ""}`}>
									{name}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map(([name, ...cells]) => (
							<tr key={name} className="border-t border-line">
								<th scope="row" className="py-1.5 pr-3 text-left font-normal whitespace-nowrap">
									{name}
								</th>
								{cells.map((cell, i) => (
									<td key={head[i + 1]} className="py-1.5 pr-3 text-right">
										{cell}
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</section>
		</details>
	);
}
