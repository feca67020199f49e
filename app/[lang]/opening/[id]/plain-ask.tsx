import { useTranslations } from "next-intl";
import type { Opening } from "@/lib/openings/schema";
import { input, primaryButton } from "../../../_ui/button.ts";

/** AskLink without a script: the answer is another page. */
export function PlainAsk({ opening }: { opening: Opening }) {
	const words = useTranslations("opening.ask");
	return (
		<form method="post" action="/api/form-invitation-requests" className="grid max-w-md gap-4">
			<p className="text-lg text-soft">{words("welcome")}</p>
			<input type="hidden" name="opening" value={opening.id} />
			<label className="grid gap-1.5 font-medium">
				{words("email")}
				<input
					name="email"
					type="email"
					autoComplete="email"
					inputMode="email"
					required
					className={`${input} font-normal`}
				/>
			</label>
			<button type="submit" className={primaryButton}>
				{words("send")}
			</button>
		</form>
	);
}
