import { useTranslations } from "next-intl";
import { plainButton, quietButton } from "../../../../_ui/button.ts";
import { handOverFocus } from "../../../../_ui/hand-over-focus.ts";

type Props = {
	/** Whether nothing at all is free in these days. */
	all: boolean;
	onOpen: () => void;
};

/** The way to the waiting list, where something is full. */
export function WaitNote({ all, onOpen }: Props) {
	const words = useTranslations("board");
	const button = (said: string, look: string) => (
		<button
			type="button"
			data-waits
			ref={handOverFocus}
			aria-haspopup="dialog"
			onClick={onOpen}
			className={look}
		>
			{said}
		</button>
	);
	if (all) return <p className="mt-3">{button(words("wait.tell"), plainButton)}</p>;
	return (
		<p className="mt-6 text-soft">
			{words("wait.taken")} {button(words("wait.tellIt"), `${quietButton} -mx-2 text-ink`)}
		</p>
	);
}
