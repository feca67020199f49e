import type { BookingPage, ListBookings, ListedState } from "@/lib/desk/list-schema";
import { stateWords } from "@/lib/desk/words";
import { Field } from "../../../_ui/field.tsx";
import { Pick } from "../../../_ui/pick.tsx";

type Props = { wish: ListBookings; types: BookingPage["types"]; teams: BookingPage["teams"] | undefined };

export function FilterFields({ wish, types, teams }: Props) {
	return (
		<div className="grid gap-4 pt-1 pb-2 sm:grid-cols-2 lg:grid-cols-4">
			<Pick label="Type" name="type" defaultValue={wish.type}>
				<option value="">All types</option>
				{types.map(({ handle, name }) => (
					<option key={handle} value={handle}>
						{name}
					</option>
				))}
			</Pick>
			<Pick label="State" name="state" defaultValue={wish.state}>
				<option value="">All states</option>
				{(Object.keys(stateWords) as ListedState[]).map((state) => (
					<option key={state} value={state}>
						{stateWords[state]}
					</option>
				))}
			</Pick>
			{teams && (
				<Pick label="Team" name="team" defaultValue={wish.team}>
					<option value="">All teachers</option>
					{teams.map(({ handle, name }) => (
						<option key={handle} value={handle}>
							{name}
						</option>
					))}
				</Pick>
			)}
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
		</div>
	);
}
