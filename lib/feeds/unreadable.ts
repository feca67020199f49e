/** A calendar that cannot be read at all; the message is for the teacher whose it is. */
export class Unreadable extends Error {
	override name = "Unreadable";
}
