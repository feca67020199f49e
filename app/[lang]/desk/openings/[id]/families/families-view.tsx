"use client";

import { useState } from "react";
import type { Language } from "@/lib/languages/languages";
import type { OwnOpening } from "@/lib/office/schema";
import { plainButton } from "../../../../../_ui/button.ts";
import { Field } from "../../../../../_ui/field.tsx";
import { Notice } from "../../../../../_ui/notice.tsx";
import { familyCount } from "../../family-count.ts";
import { AddFamily } from "./add-family.tsx";
import { FamilyTable } from "./family-table.tsx";
import { UploadFamilies } from "./upload-families.tsx";
import { type Families, useFamilies } from "./use-families.ts";

type Props = { opening: OwnOpening; first: Families; over: boolean; zone: string };

/** Who is invited, and what became of each; more are added by hand or by a file. */
export function FamiliesView({ opening, first, over, zone }: Props) {
	const [typed, type] = useState("");
	const { families, query, looking, failed, again } = useFamilies(opening.id, typed, first);
	// As the families before: most schools write to all of them in one.
	const [language, setLanguage] = useState<Language>(first.invitations[0]?.language ?? "en");
	const none = families?.count === 0 && !query;
	return (
		<div className="grid gap-10">
			{over ? (
				<p className="text-soft">This opening is over: nobody can be invited any more.</p>
			) : (
				<div className="grid items-start gap-4 lg:grid-cols-2">
					<UploadFamilies opening={opening} language={language} onLanguage={setLanguage} onDone={again} />
					<AddFamily opening={opening} language={language} onLanguage={setLanguage} onDone={again} />
				</div>
			)}
			<section aria-labelledby="families" data-focus-scope className="grid gap-4">
				<h2 id="families" data-focus-home tabIndex={-1} className="text-xl outline-none">
					{opening.audience === "invited" ? "Invited families" : "Families with a link"}
				</h2>
				{!none && (
					<div className="max-w-md">
						<Field
							label="Search by name or address"
							type="search"
							autoComplete="off"
							maxLength={80}
							value={typed}
							onChange={(event) => type(event.target.value)}
						/>
					</div>
				)}
				{failed && (
					<Notice tone="alarm">
						<p>The list did not load. What is below may be out of date.</p>
						<button type="button" onClick={again} className={`${plainButton} mt-3`}>
							Try again
						</button>
					</Notice>
				)}
				<p role="status" className="text-soft">
					{looking ? "Looking …" : families ? counted(families, query) : ""}
				</p>
				{none ? (
					<NoFamilies over={over} />
				) : (
					families &&
					families.invitations.length > 0 && (
						<FamilyTable
							opening={opening}
							invitations={families.invitations}
							over={over}
							zone={zone}
							onDone={again}
						/>
					)
				)}
			</section>
		</div>
	);
}

function counted({ count, invitations }: Families, query: string): string {
	if (count === 0) return query ? `Nobody here has “${query}” in name or address.` : "";
	const some =
		invitations.length < count
			? `, the first ${invitations.length} of them below: search for the others`
			: "";
	return `${familyCount(count)}${query ? " found" : ""}${some}.`;
}

function NoFamilies({ over }: { over: boolean }) {
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-10 text-center">
			<p className="text-lg font-medium">Nobody is invited yet</p>
			{!over && (
				<p className="mx-auto mt-1 max-w-md text-soft">
					Upload a list of mail addresses, or add one family by hand. Each gets a personal link by mail.
				</p>
			)}
		</div>
	);
}
