import { plainButton, primaryButton } from "../../../../_ui/button.ts";

type Props = { action: string; fields: Record<string, string>; label: string; plain?: boolean };

/** A form that is one button. */
export function FormButton({ action, fields, label, plain = false }: Props) {
	return (
		<form method="post" action={action}>
			{Object.entries(fields).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<button type="submit" className={plain ? plainButton : primaryButton}>
				{label}
			</button>
		</form>
	);
}
