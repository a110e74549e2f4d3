import { readBody } from "@allotment/api";
import { NextResponse, type NextRequest } from "next/server";
import { innerPath } from "../../server/inner-path.ts";

const oneYearSeconds = 31_536_000;

/** The form has one short field. */
const bodyBytesMax = 1024;

/** Sets the colours (a form's button) and goes back to the page. */
export async function POST(request: NextRequest): Promise<NextResponse> {
  const body = await readBody(request, bodyBytesMax);
  if (body === null) return new NextResponse(null, { status: 413 });
  const theme = new URLSearchParams(new TextDecoder().decode(body)).get("theme");
  const response = new NextResponse(null, { status: 303, headers: { location: backTo(request) } });
  if (theme === "light" || theme === "dark") {
    response.cookies.set("theme", theme, { maxAge: oneYearSeconds, sameSite: "lax", httpOnly: true, path: "/" });
  } else response.cookies.delete("theme");
  return response;
}

// Only ever a path of this panel: the header is the browser's, not ours.
function backTo(request: NextRequest): string {
  const referer = request.headers.get("referer");
  if (referer === null || !URL.canParse(referer)) return "/";
  const { pathname, search } = new URL(referer);
  return innerPath(`${pathname}${search}`);
}
