/** How one comes by the address of a calendar, at the three places where most are. */
export function WhereToFind() {
	return (
		<details className="mt-4 text-soft">
			<summary className="flex min-h-11 items-center font-medium text-ink underline decoration-edge underline-offset-4">
				Where do I find its address?
			</summary>
			<dl className="grid gap-3 pt-1 pb-1">
				<Place name="Google Calendar">
					On a computer: the three dots beside the calendar, “Settings and sharing”, then “Secret address in
					iCal format”.
				</Place>
				<Place name="Outlook">
					“Settings”, “Calendar”, “Shared calendars”, “Publish a calendar” with “Can view when I’m busy”, then
					the link that ends in .ics.
				</Place>
				<Place name="Apple Calendar">
					The share sign beside an iCloud calendar, “Public Calendar”, then “Share Link”. It begins with
					webcal://, which is fine.
				</Place>
			</dl>
		</details>
	);
}

function Place({ name, children }: { name: string; children: React.ReactNode }) {
	return (
		<div>
			<dt className="font-medium text-ink">{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}
