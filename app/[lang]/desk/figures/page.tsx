import type { Metadata } from "next";
import { Suspense } from "react";
import { deskFigures } from "@/lib/desk/desk-figures";
import { DeskDoor } from "../desk-door.tsx";
import { DeskWaiting } from "../desk-waiting.tsx";
import { AttendanceFigure } from "./attendance-figure.tsx";
import { BookedFigure } from "./booked-figure.tsx";
import { LeadFigure } from "./lead-figure.tsx";
import { NoFigures } from "./no-figures.tsx";
import { TypeFigure } from "./type-figure.tsx";

export const metadata: Metadata = { title: "Figures", robots: { index: false } };

const span = { back: 12, ahead: 4 };

export default function FiguresPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="figures" title="Figures">
				{async (who, desk) => {
					const figures = await deskFigures(who, span);
					const monday = figures.weeks[span.back]?.monday ?? "";
					if (figures.types.length === 0 && figures.weeks.every(({ cancelled }) => cancelled === 0))
						return <NoFigures desk={desk} />;
					return (
						<>
							<p className="mb-6 text-soft">
								The past {span.back} weeks, this one, and the next {span.ahead}.
							</p>
							<div className="grid gap-4 lg:grid-cols-2">
								<BookedFigure weeks={figures.weeks} monday={monday} />
								<AttendanceFigure weeks={figures.weeks.slice(0, span.back + 1)} monday={monday} />
								<LeadFigure leads={figures.leads} />
								<TypeFigure types={figures.types} />
							</div>
						</>
					);
				}}
			</DeskDoor>
		</Suspense>
	);
}
