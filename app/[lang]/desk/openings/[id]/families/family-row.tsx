import type { Invitation, OwnOpening } from "@/lib/office/schema";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { quietButton } from "../../../../../_ui/button.ts";

type Props = {
	invitation: Invitation;
	groups: OwnOpening["groups"];
	over: boolean;
	busy: boolean;
	zone: string;
	hour12: boolean;
	onResend: () => void;
	onRevoke: () => void;
};

const mailWords = { waiting: "On its way", sent: "Sent", failed: "Not taken" };

/** One family: how far its mail and itself have come. On a phone, all of that is under its name. */
export function FamilyRow({ invitation, groups, over, busy, zone, hour12, onResend, onRevoke }: Props) {
	const { email, name, group, revoked, joinedAt, admittedAt, booked } = invitation;
	const who = name ?? email;
	const mailed = revoked ? "Revoked" : invitation.mailed ? mailWords[invitation.mailed] : "Not sent";
	const came = admittedAt ?? joinedAt;
	const did = admittedAt ? "Was inside" : came ? "Took one" : "Not yet";
	// Beside the verb alone: a day's name keeps its capital.
	const at = came ? ` ${dayLabel(dayOf(came, zone))}, ${clock(came, zone, hour12)}` : "";
	const cell = "hidden px-2 py-3 align-top sm:table-cell";
	return (
		<tr>
			<th scope="row" className={`px-4 py-3 align-top font-normal ${revoked ? "text-soft" : ""}`}>
				{name && <span className="block font-medium wrap-anywhere">{name}</span>}
				<span className={`block wrap-anywhere ${name ? "text-sm text-soft" : "font-medium"}`}>{email}</span>
				{groups.length > 1 && (
					<span className="block text-sm text-soft wrap-anywhere lg:hidden">{groups[group]?.name}</span>
				)}
				<span className="mt-1 block text-sm text-soft sm:hidden">
					Mail: {mailed.toLowerCase()} · Place: {did.toLowerCase()}
					{at} · Booked: {booked}
				</span>
			</th>
			{groups.length > 1 && (
				<td className="hidden px-2 py-3 align-top wrap-anywhere lg:table-cell">{groups[group]?.name}</td>
			)}
			<td className={cell}>
				<span className={mailed === "Not taken" || revoked ? "text-alarm" : ""}>{mailed}</span>
			</td>
			<td className={cell}>
				{did}
				{at}
			</td>
			<td className={`${cell} tabular-nums`}>{booked}</td>
			<td className="px-2 py-1 text-right align-top">
				<div className="flex flex-col items-end xl:flex-row xl:justify-end">
					{!over && (
						<button
							type="button"
							aria-label={`Send ${who} a new link`}
							aria-disabled={busy}
							onClick={onResend}
							className={`${quietButton} text-sm whitespace-nowrap`}
						>
							{revoked ? "Invite again" : "Send again"}
						</button>
					)}
					{!revoked && (
						<button
							type="button"
							aria-label={`Revoke the link of ${who}`}
							aria-haspopup="dialog"
							aria-disabled={busy}
							onClick={onRevoke}
							className={`${quietButton} text-sm text-soft`}
						>
							Revoke
						</button>
					)}
				</div>
			</td>
		</tr>
	);
}
