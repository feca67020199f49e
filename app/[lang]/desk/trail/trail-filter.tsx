import type { ListTrail, Topic } from "@/lib/desk/trail-schema";
import { topicWords } from "@/lib/desk/trail-words";
import type { Office } from "@/lib/office/schema";
import { plainButton } from "../../../_ui/button.ts";
import { Field } from "../../../_ui/field.tsx";
import { Pick } from "../../../_ui/pick.tsx";

type Props = { wish: ListTrail; teachers: Office["teachers"] | undefined };

/** What is looked for stands in the address; it needs no script. */
export function TrailFilter({ wish, teachers }: Props) {
	const { after, ...filters } = wish;
	const active = Object.values(filters).filter(Boolean).length;
	return (
		// One for each address, so that its fields say what the address says.
		<details key={JSON.stringify(wish)} open={active > 0} className="group">
			<summary className="inline-flex min-h-11 items-center gap-2 rounded-lg font-medium">
				<span aria-hidden="true" className="text-soft transition-transform group-open:rotate-90">
					›
				</span>
				Filter{active > 0 && ` (${active})`}
			</summary>
			<form
				action="/desk/trail"
				className="grid items-end gap-4 pt-1 pb-2 sm:grid-cols-2 lg:grid-cols-[repeat(4,1fr)_auto]"
			>
				{teachers && (
					<Pick label="Teacher" name="teacher" defaultValue={wish.teacher}>
						<option value="">Everybody</option>
						{teachers.map(({ handle, name }) => (
							<option key={handle} value={handle}>
								{name}
							</option>
						))}
					</Pick>
				)}
				<Pick label="About" name="about" defaultValue={wish.about}>
					<option value="">Everything</option>
					{(Object.keys(topicWords) as Topic[]).map((topic) => (
						<option key={topic} value={topic}>
							{topicWords[topic]}
						</option>
					))}
				</Pick>
				<Field
					label="From"
					name="from"
					type="date"
					min="2000-01-01"
					max="2099-12-31"
					defaultValue={wish.from}
				/>
				<Field
					label="Until"
					name="until"
					type="date"
					min="2000-01-01"
					max="2099-12-31"
					defaultValue={wish.until}
				/>
				<button type="submit" className={`${plainButton} justify-self-start`}>
					Show
				</button>
			</form>
		</details>
	);
}
