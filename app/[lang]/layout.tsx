import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { isLanguage, languages } from "@/lib/languages/languages.js";
import { inter, interExt } from "../_ui/fonts.ts";
import { SiteFooter } from "../_ui/site-footer.tsx";
import { SiteHeader } from "../_ui/site-header.tsx";
import { WordsFor } from "../_ui/words-for.tsx";
import "../globals.css";

type Props = { children: ReactNode; params: Promise<{ lang: string }> };

export default async function RootLayout({ children, params }: Props) {
	const { lang } = await params;
	if (!isLanguage(lang)) notFound();
	const words = await getTranslations("common");
	return (
		<html lang={lang} className={`${inter.variable} ${interExt.variable}`}>
			<body className="flex flex-col bg-paper font-sans text-ink antialiased">
				<a
					href="#main"
					className="sr-only rounded-lg bg-board text-on-board focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:px-4 focus:py-3"
				>
					{words("skip")}
				</a>
				<WordsFor rooms={["common"]}>
					<SiteHeader />
					<main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 outline-none sm:px-6">
						{children}
					</main>
					<SiteFooter />
				</WordsFor>
			</body>
		</html>
	);
}

export function generateStaticParams() {
	return languages.map((lang) => ({ lang }));
}

export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("common");
	return {
		title: { default: words("title"), template: "%s · Firstbell" },
		description: words("description"),
		applicationName: "Firstbell",
		formatDetection: { telephone: false },
	};
}

export const viewport: Viewport = {
	themeColor: [
		{ media: "(prefers-color-scheme: light)", color: "#f4f3ec" },
		{ media: "(prefers-color-scheme: dark)", color: "#0e1613" },
	],
};
