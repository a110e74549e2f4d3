import { NextResponse, type NextRequest } from "next/server";
import { field } from "../../parts/form-state.ts";

const oneYearSeconds = 31_536_000;

/** Sets the colours (a form's button) and goes back to the page. */
export async function POST(request: NextRequest): Promise<NextResponse> {
  const theme = field(await request.formData(), "theme");
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
  return pathname.startsWith("//") ? "/" : `${pathname}${search}`;
}
