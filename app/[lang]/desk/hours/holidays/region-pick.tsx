import type { Region } from "@/lib/rules/holidays";
import { Pick } from "../../../../_ui/pick.tsx";

type Props = { regions: Region[]; region: string | null; onChange: (code: string | null) => void };

/** First the country, then the part of it where that has holidays of its own. */
export function RegionPick({ regions, region, onChange }: Props) {
	const country = region?.slice(0, 2) ?? "";
	const parts = regions.filter(({ code }) => code.startsWith(`${country}-`));
	const whole = regions.find(({ code }) => code === country);
	return (
		<div className="grid gap-4 sm:grid-cols-2">
			<Pick label="Country" value={country} onChange={(event) => onChange(event.target.value || null)}>
				<option value="">none: I work on holidays</option>
				{regions
					.filter(({ code }) => code.length === 2)
					.map(({ code, name }) => (
						<option key={code} value={code}>
							{name}
						</option>
					))}
			</Pick>
			{country && parts.length > 0 && (
				<Pick label="Region" value={region ?? ""} onChange={(event) => onChange(event.target.value)}>
					<option value={country}>all of {whole?.name}</option>
					{parts.map(({ code, name }) => (
						<option key={code} value={code}>
							{name.replace(`${whole?.name}: `, "")}
						</option>
					))}
				</Pick>
			)}
		</div>
	);
}
