import { languageNames } from "@/lib/languages/names";
import type { FamilyRow, OwnOpening } from "@/lib/office/schema";

type Props = { rows: FamilyRow[]; groups: OwnOpening["groups"] };

// Nobody reads more than this, and a browser would have to draw it.
const most = 100;

/** What a file says: first the rows to mend, then the others. */
export function PreviewRows({ rows, groups }: Props) {
	const faulty = rows.filter(({ fault }) => fault !== null);
	const good = rows.filter(({ fault }) => fault === null);
	const shown = [...faulty, ...good].slice(0, most);
	const speak = rows.some(({ language }) => language);
	return (
		<div>
			<section
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
				tabIndex={0}
				aria-label="What the file says"
				className="max-h-80 overflow-auto rounded-xl border border-line"
			>
				<table className="w-full border-collapse text-left text-sm">
					<thead className="sticky top-0 bg-card text-soft">
						<tr>
							<th scope="col" className="px-3 py-2 font-medium">
								Line
							</th>
							<th scope="col" className="px-3 py-2 font-medium">
								Family
							</th>
							{groups.length > 1 && (
								<th scope="col" className="px-3 py-2 font-medium max-sm:hidden">
									Group
								</th>
							)}
							{speak && (
								<th scope="col" className="px-3 py-2 font-medium max-sm:hidden">
									Language
								</th>
							)}
						</tr>
					</thead>
					<tbody className="divide-y divide-line">
						{shown.map(({ line, email, name, group, language, fault }) => (
							<tr key={line} className={fault ? "bg-alarm-tint" : ""}>
								<td className="px-3 py-2 align-top tabular-nums">{line}</td>
								<td className="px-3 py-2 align-top wrap-anywhere">
									{name && <span className="block font-medium">{name}</span>}
									{email || "–"}
									{fault && <span className="block font-medium text-alarm">{fault}</span>}
								</td>
								{groups.length > 1 && (
									<td className="px-3 py-2 align-top wrap-anywhere max-sm:hidden">
										{group === null ? "–" : groups[group]?.name}
									</td>
								)}
								{speak && (
									<td className="px-3 py-2 align-top max-sm:hidden" lang={language}>
										{language ? languageNames[language] : "–"}
									</td>
								)}
							</tr>
						))}
					</tbody>
				</table>
			</section>
			{rows.length > shown.length && (
				<p className="mt-2 text-sm text-soft">
					And {(rows.length - shown.length).toLocaleString("en-GB")} more rows.
				</p>
			)}
		</div>
	);
}
