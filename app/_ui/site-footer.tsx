import { useTranslations } from "next-intl";
import { LanguageSwitch } from "./language-switch.tsx";
import { OwnBookings } from "./own-bookings.tsx";

export function SiteFooter() {
	const words = useTranslations("common");
	return (
		<footer className="mx-auto mt-20 w-full max-w-6xl px-4 pb-8 text-sm text-soft sm:px-6">
			<div className="flex flex-wrap items-baseline justify-between gap-x-6 border-t border-line pt-3">
				<p className="py-2">{words("promise")}</p>
				<OwnBookings className="flex min-h-11 items-center underline decoration-edge underline-offset-4 hover:text-ink">
					{words("yourBookings")}
				</OwnBookings>
			</div>
			<LanguageSwitch />
		</footer>
	);
}
