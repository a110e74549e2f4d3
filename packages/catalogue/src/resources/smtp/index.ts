import { secretPath, type SecretSource, type SmtpOffer, type SmtpRequest, type SmtpResult } from "@allotment/model";
import { defineResource } from "../resource.ts";

/** A mail relay. */
export const smtp = defineResource<SmtpRequest, SmtpOffer, SmtpResult>({
  type: "smtp",
  withoutOffer: null,
  holdsState: false,
  summary: "A mail relay.",
  refusal: (request, offer) => {
    const domain = request.sender.slice(request.sender.lastIndexOf("@") + 1);
    const allowed = offer.senderDomains ?? [];
    return allowed.length > 0 && !allowed.includes(domain) ? "other-sender" : null;
  },
  bind: ({ slug, role, request, offer }) => {
    if (!offer) throw new Error("mail needs an offer");
    const secrets: Record<string, SecretSource> = offer.password
      ? { password: { given: offer.password.$secret, of: "environment" } }
      : {};
    const result: SmtpResult = {
      host: offer.host,
      port: offer.port,
      security: offer.security,
      username: offer.username ?? null,
      passwordFile: offer.password ? secretPath(slug, `${role}-password`) : null,
      sender: request.sender,
      ...(offer.spfInclude !== undefined && { spfInclude: offer.spfInclude }),
      ...(offer.dkimSelector !== undefined && { dkimSelector: offer.dkimSelector }),
      ...(offer.dkimRecord !== undefined && { dkimRecord: offer.dkimRecord }),
    };
    return { result, secrets, generators: {} };
  },
});
