import { notFound } from "next/navigation";

// What `npm run bench` measures bookings against: the cost of this server for a POST that does nothing.
export async function POST(request: Request): Promise<Response> {
	if (process.env.FIRSTBELL_BENCH !== "1") notFound();
	await request.text();
	return Response.json({}, { status: 201 });
}
