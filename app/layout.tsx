import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { inter, interExt } from "./_ui/fonts.ts";
import { SiteFooter } from "./_ui/site-footer.tsx";
import { SiteHeader } from "./_ui/site-header.tsx";
import "./globals.css";

export default function RootLayout({ children }: { children: ReactNode }) {
	return (
		<html lang="en" className={`${inter.variable} ${interExt.variable}`}>
			<body className="flex flex-col bg-paper font-sans text-ink antialiased">
				<a
					href="#main"
					className="sr-only rounded-lg bg-board text-on-board focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:px-4 focus:py-3"
				>
					Skip to the content
				</a>
				<SiteHeader />
				<main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 outline-none sm:px-6">
					{children}
				</main>
				<SiteFooter />
			</body>
		</html>
	);
}

export const metadata: Metadata = {
	title: { default: "Firstbell: book a time with your teacher", template: "%s · Firstbell" },
	description: "Find a teacher, pick a time, and it is yours. Nobody is booked twice.",
	applicationName: "Firstbell",
	formatDetection: { telephone: false },
};

export const viewport: Viewport = {
	themeColor: [
		{ media: "(prefers-color-scheme: light)", color: "#f4f3ec" },
		{ media: "(prefers-color-scheme: dark)", color: "#0e1613" },
	],
};
