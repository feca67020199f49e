"use client";

import { useState } from "react";
import type { Invitation, OwnOpening } from "@/lib/office/schema";
import { Confirm } from "../../../../../_ui/confirm.tsx";
import { Notice } from "../../../../../_ui/notice.tsx";
import { useViewer } from "../../../../../_ui/use-viewer.ts";
import { FamilyRow } from "./family-row.tsx";
import { useInvitation } from "./use-invitation.ts";

type Props = {
	opening: OwnOpening;
	invitations: Invitation[];
	over: boolean;
	zone: string;
	onDone: () => void;
};

export function FamilyTable({ opening, invitations, over, zone, onDone }: Props) {
	const [{ hour12 }] = useViewer(zone);
	const { busy, no, said, resend, revoke, forget } = useInvitation(opening.id, onDone);
	const [asking, ask] = useState<Invitation>();
	return (
		<>
			{said && <Notice>{said}</Notice>}
			{no && !asking && <Notice tone="alarm">{no}</Notice>}
			<div className="rounded-2xl border border-line bg-card">
				<table className="w-full border-collapse text-left">
					<caption className="sr-only">Families, by name</caption>
					<thead className="border-b border-line text-sm text-soft">
						<tr>
							<th scope="col" className="px-4 py-3 font-medium">
								Family
							</th>
							{opening.groups.length > 1 && (
								<th scope="col" className="hidden px-2 py-3 font-medium lg:table-cell">
									Group
								</th>
							)}
							<th scope="col" className="hidden px-2 py-3 font-medium sm:table-cell">
								Mail
							</th>
							<th scope="col" className="hidden px-2 py-3 font-medium sm:table-cell">
								Place
							</th>
							<th scope="col" className="hidden px-2 py-3 font-medium sm:table-cell">
								Booked
							</th>
							<th scope="col" className="px-4 py-3">
								<span className="sr-only">What to do</span>
							</th>
						</tr>
					</thead>
					<tbody className="divide-y divide-line">
						{invitations.map((invitation) => (
							<FamilyRow
								key={invitation.id}
								invitation={invitation}
								groups={opening.groups}
								over={over}
								busy={busy === invitation.id}
								zone={zone}
								hour12={hour12}
								onResend={() => resend(invitation)}
								onRevoke={() => {
									forget();
									ask(invitation);
								}}
							/>
						))}
					</tbody>
				</table>
			</div>
			{asking && (
				<Confirm
					title="Revoke this link?"
					yes={busy ? "Revoking …" : "Yes, revoke it"}
					no={no}
					onYes={async () => {
						if (await revoke(asking)) ask(undefined);
					}}
					onClose={() => !busy && ask(undefined)}
				>
					The link of <span className="wrap-anywhere">{asking.name ?? asking.email}</span> leads nowhere from
					now on, and its place is given up. What it has booked stands. You can send a new link later.
				</Confirm>
			)}
		</>
	);
}
