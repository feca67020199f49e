import type { Messages } from "../en/index.ts";
import around from "./around.json";
import board from "./board.json";
import booking from "./booking.json";
import calendar from "./calendar.json";
import change from "./change.json";
import common from "./common.json";
import directory from "./directory.json";
import list from "./list.json";
import mails from "./mails.json";
import mine from "./mine.json";
import opening from "./opening.json";
import plain from "./plain.json";
import refusals from "./refusals.json";
import turn from "./turn.json";
import waiting from "./waiting.json";

export const fr: Messages = {
	around,
	board,
	booking,
	calendar,
	change,
	common,
	directory,
	list,
	mails,
	mine,
	opening,
	plain,
	refusals,
	turn,
	waiting,
};
