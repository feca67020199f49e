import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

/** Where every address leads that is no page's. */
export { Missing as default } from "../../_ui/missing.tsx";

export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("common");
	return { title: words("nothingHere") };
}
