import { useTranslations } from "next-intl";
import { primaryButton } from "../../_ui/button.ts";
import { EmailField } from "../../_ui/who-fields.tsx";

/** Asks for a link by mail. It is the same for an address that nobody has booked under. */
export function AskMine() {
	const words = useTranslations("mine.ask");
	return (
		<form method="post" action="/api/form-mine-links" className="grid max-w-md gap-4">
			<EmailField hint={words("hint")} />
			<button type="submit" className={primaryButton}>
				{words("send")}
			</button>
		</form>
	);
}
