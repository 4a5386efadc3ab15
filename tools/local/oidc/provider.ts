/** oidc-provider as the stand-in of Google uses it: no network, PKCE, exact redirects, `iss`, its own page. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { interactionPolicy, Provider } from "oidc-provider";
import type { Client } from "./client.ts";
import type { Person } from "./people.ts";

/** The provider, and the people that signed in at it. */
export interface Stand {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  provider: Provider;
  /** Lets a person be found by its subject. */
  know(person: Person): void;
}

/** Makes it. Loaded on first use alone: it takes a moment. */
export function makeProvider(issuer: string, { id, redirectUri, secret }: Client): Stand {
  const people = new Map<string, Person>();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { Prompt, base } = interactionPolicy;
  const policy = base();
  policy.remove("consent");
  // It refuses `prompt=select_account` unless it knows such a prompt; the page asks who it is each time.
  policy.add(new Prompt({ name: "select_account", requestable: true }), 0);
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: id,
        client_secret: secret,
        redirect_uris: [redirectUri],
        response_types: ["code"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "picture"] },
    scopes: ["openid", "email", "profile"],
    // As Google: what the scopes give is in the ID token.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { policy, url: (_ctx, { uid }) => `/people/${uid}` },
    ttl: {
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
      Grant: 600,
      AccessToken: 600,
    },
    async loadExistingGrant(ctx) {
      const { client, provider: own, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new own.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
    findAccount(_ctx, sub) {
      const person = people.get(sub);
      return person && { accountId: sub, claims: () => ({ ...person }) };
    },
    renderError(ctx, out) {
      ctx.type = "text/plain";
      ctx.body = out.error;
    },
  });
  return {
    handle: provider.callback(),
    provider,
    know: (person) => people.set(person.sub, person),
  };
}
