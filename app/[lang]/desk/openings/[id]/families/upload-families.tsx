"use client";

import { useRef, useState } from "react";
import type { Language } from "@/lib/languages/languages";
import type { OwnOpening } from "@/lib/office/schema";
import { plainButton, primaryButton } from "../../../../../_ui/button.ts";
import { Notice } from "../../../../../_ui/notice.tsx";
import { familyCount } from "../../family-count.ts";
import { PickLanguage } from "./pick-language.tsx";
import { PreviewRows } from "./preview-rows.tsx";
import { useInvite } from "./use-invite.ts";
import { usePreview } from "./use-preview.ts";

type Props = {
	opening: OwnOpening;
	language: Language;
	onLanguage: (language: Language) => void;
	onDone: () => void;
};

/** Many families by a file: first what it says, row by row, and then, if nothing is wrong with it, all of them at once. */
export function UploadFamilies({ opening, language, onLanguage, onDone }: Props) {
	const { reading, preview, no, look, forget } = usePreview(opening.id);
	const { busy, no: refused, invited, invite, touch } = useInvite(opening.id, onDone);
	const [over, setOver] = useState(false);
	const input = useRef<HTMLInputElement>(null);
	const head = useRef<HTMLHeadingElement>(null);
	const faulty = preview?.rows.filter(({ fault }) => fault !== null).length ?? 0;
	const count = preview?.rows.length ?? 0;

	async function choose(file: File | undefined) {
		if (!file) return;
		touch();
		await look(file);
		// The same file, once it is mended, is chosen again.
		if (input.current) input.current.value = "";
	}
	async function inviteAll() {
		if (!preview || faulty > 0 || busy) return;
		const done = await invite(
			preview.rows.map(({ email, name, group, language: said }) => ({
				...{ email, name, group: group ?? 0, language: said ?? language },
			})),
		);
		if (!done) return;
		forget();
		head.current?.focus();
	}
	return (
		<section aria-labelledby="upload" className="min-w-0 rounded-2xl border border-line bg-card p-5">
			<h2 id="upload" ref={head} tabIndex={-1} className="text-xl outline-none">
				Upload a list
			</h2>
			<p className="mt-1 mb-4 text-soft">
				A CSV file from your spreadsheet. Its first row names the columns:{" "}
				<b className="font-medium">email</b>, and if you like <b className="font-medium">name</b>
				{opening.groups.length > 1 && (
					<>
						, <b className="font-medium">group</b>
					</>
				)}{" "}
				and <b className="font-medium">language</b>. You see what it says before anybody is invited.
			</p>
			<label
				className={`flex min-h-24 cursor-pointer flex-col items-center justify-center gap-1 rounded-xl border border-dashed px-4 py-5 text-center has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-brass ${over ? "border-board bg-chalk" : "border-edge"}`}
				onDragOver={(event) => {
					event.preventDefault();
					setOver(true);
				}}
				onDragLeave={() => setOver(false)}
				onDrop={(event) => {
					event.preventDefault();
					setOver(false);
					void choose(event.dataTransfer.files[0]);
				}}
			>
				<input
					ref={input}
					type="file"
					accept=".csv,.txt,text/csv,text/plain"
					onChange={(event) => void choose(event.target.files?.[0])}
					className="sr-only"
				/>
				<span className="font-medium underline decoration-edge underline-offset-4">
					{preview ? "Choose another file" : "Choose a CSV file"}
				</span>
				<span className="text-sm text-soft max-sm:hidden">or drop it here</span>
			</label>
			<div className="mt-4 grid gap-4 empty:hidden">
				{reading && (
					<p role="status" className="animate-breathe text-soft">
						Reading your file …
					</p>
				)}
				{no && <Notice tone="alarm">{no}</Notice>}
				{invited && <Notice>{done(invited)}</Notice>}
				{preview && (
					<>
						<Notice tone={faulty ? "alarm" : "calm"}>
							<p className="font-medium wrap-anywhere">
								{preview.name}: {familyCount(count)}.
							</p>
							<p>
								{faulty
									? `${faulty === 1 ? "One row has" : `${faulty.toLocaleString("en-GB")} rows have`} something to mend. Mend it in your file and choose it again: nobody is invited yet.`
									: "Every row can be read. Nobody is invited yet."}
							</p>
						</Notice>
						<PreviewRows rows={preview.rows} groups={opening.groups} />
						<PickLanguage
							value={language}
							onPick={onLanguage}
							hint="Of every family for which your file says none."
						/>
						{refused && <Notice tone="alarm">{refused.message}</Notice>}
						<div className="flex flex-wrap gap-3">
							<button
								type="button"
								onClick={inviteAll}
								aria-disabled={faulty > 0 || busy}
								className={primaryButton}
							>
								{busy ? "Inviting …" : `Invite ${familyCount(count)}`}
							</button>
							<button type="button" onClick={forget} className={plainButton}>
								Put it away
							</button>
						</div>
					</>
				)}
			</div>
		</section>
	);
}

function done({ added, changed, kept }: { added: number; changed: number; kept: number }): string {
	const parts = [
		added > 0 ? `${familyCount(added)} invited: the mails are on their way.` : "Nobody new.",
		changed > 0 ? `${familyCount(changed)} changed.` : "",
		kept > 0 ? `${familyCount(kept)} invited already, with no second mail.` : "",
	];
	return parts.filter(Boolean).join(" ");
}
