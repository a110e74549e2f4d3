import type { HttpIngressOffer, HttpIngressRequest, HttpIngressResult } from "@allotment/model";
import { defineResource } from "../resource.ts";

/** A virtual host with TLS on the machine of the component behind it. */
export const httpIngress = defineResource<HttpIngressRequest, HttpIngressOffer, HttpIngressResult>({
  type: "http-ingress",
  withoutOffer: null,
  holdsState: false,
  summary: "A virtual host with a certificate.",
  refusal: () => null,
  bind: ({ request, offer, machine }) => {
    if (!offer) throw new Error("a virtual host needs an offer of certificates");
    const result: HttpIngressResult = {
      host: request.host,
      machine: machine.name,
      purpose: request.purpose,
      acmeEmail: offer.acmeEmail,
      acmeServer: offer.acmeServer ?? "https://acme-v02.api.letsencrypt.org/directory",
      bodyMiBMax: request.bodyMiBMax,
    };
    return { result, secrets: {}, generators: {} };
  },
});
