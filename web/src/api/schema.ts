// Generated from the merged OpenAPI document by `make web-api`. Do not edit.

export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public keys of access tokens */
        get: operations["show_keys__well_known_jwks_json_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One day of everybody, with counts by state */
        get: operations["show_day_api_v1_agenda_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agenda/horarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Times at which an animal can have some serviços */
        get: operations["list_free_times_api_v1_agenda_horarios_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agendamentos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bookings of some days, by their beginning */
        get: operations["list_agendamentos_api_v1_agendamentos_get"];
        put?: never;
        /**
         * Book an animal for one serviço or several
         * @description All of them or none, one after the other. Who is not named is chosen: somebody always is.
         */
        post: operations["create_agendamento_api_v1_agendamentos_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agendamentos/{agendamento_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One booking */
        get: operations["get_agendamento_api_v1_agendamentos__agendamento_id__get"];
        put?: never;
        post?: never;
        /** Delete a booking that was a mistake */
        delete: operations["delete_agendamento_api_v1_agendamentos__agendamento_id__delete"];
        options?: never;
        head?: never;
        /** Move, resize or hand over */
        patch: operations["update_agendamento_api_v1_agendamentos__agendamento_id__patch"];
        trace?: never;
    };
    "/api/v1/agendamentos/{agendamento_id}/desfazer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the last step back */
        post: operations["undo_status_api_v1_agendamentos__agendamento_id__desfazer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agendamentos/{agendamento_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a booking a step further */
        post: operations["set_status_api_v1_agendamentos__agendamento_id__status_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/animais": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Animais by name; `q` also finds the breed */
        get: operations["list_animais_api_v1_animais_get"];
        put?: never;
        /** Register an animal */
        post: operations["create_animal_api_v1_animais_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/animais/{animal_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One animal */
        get: operations["get_animal_api_v1_animais__animal_id__get"];
        put?: never;
        post?: never;
        /** Delete an animal */
        delete: operations["delete_animal_api_v1_animais__animal_id__delete"];
        options?: never;
        head?: never;
        /** Change what is sent */
        patch: operations["update_animal_api_v1_animais__animal_id__patch"];
        trace?: never;
    };
    "/api/v1/animais/{animal_id}/servicos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can be booked for an animal
         * @description Every active serviço by name, with price and minutes for this animal, and its last time.
         */
        get: operations["list_servicos_of_animal_api_v1_animais__animal_id__servicos_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in the shop, newest first */
        get: operations["list_entries_api_v1_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/platform": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened on the platform, newest first */
        get: operations["list_platform_entries_api_v1_audit_platform_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for that letter once more */
        post: operations["ask_for_verification_api_v1_auth_email_verification_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove an e-mail address by the token of a letter */
        post: operations["verify_email_api_v1_auth_email_verify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/handoff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-time code that signs the user in at his shop's own host; takes the refresh cookie as well */
        post: operations["hand_off_api_v1_auth_handoff_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/handoff/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in at a shop's host with a one-time code */
        post: operations["exchange_api_v1_auth_handoff_exchange_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/impersonations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Operators who entered shops: all to the platform, an owner's to her */
        get: operations["list_impersonations_api_v1_auth_impersonations_get"];
        put?: never;
        /** A one-time code that lets an operator into a shop for 30 minutes; takes his refresh cookie as well */
        post: operations["request_impersonation_api_v1_auth_impersonations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the account an invitation is for, and sign in */
        post: operations["accept_api_v1_auth_invitations_accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an invitation says, before it is accepted */
        post: operations["preview_api_v1_auth_invitations_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in: on a shop's host its own users, at the apex everybody */
        post: operations["log_in_api_v1_auth_login_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the session of the refresh cookie */
        post: operations["log_out_api_v1_auth_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End every session of the user */
        post: operations["log_out_everywhere_api_v1_auth_logout_all_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["show_me_api_v1_auth_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one's own name or language */
        patch: operations["change_me_api_v1_auth_me_patch"];
        trace?: never;
    };
    "/api/v1/auth/mfa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether there is a second factor */
        get: operations["show_status_api_v1_auth_mfa_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/mfa/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new set in place of the old one */
        post: operations["renew_recovery_codes_api_v1_auth_mfa_recovery_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/mfa/totp/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the second factor up */
        post: operations["disable_api_v1_auth_mfa_totp_disable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/mfa/totp/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm it by the app's code; ends the user's other sessions */
        post: operations["enable_api_v1_auth_mfa_totp_enable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/mfa/totp/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A secret for an authenticator app */
        post: operations["set_up_api_v1_auth_mfa_totp_setup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password; the user's other sessions end */
        post: operations["change_password_api_v1_auth_password_change_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a letter that sets a new password; the answer is the same for every address */
        post: operations["forgot_password_api_v1_auth_password_forgot_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password by the token of a letter; every session of the user ends */
        post: operations["reset_password_api_v1_auth_password_reset_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The next access token, for the refresh cookie */
        post: operations["refresh_api_v1_auth_refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the user is signed in, newest first */
        get: operations["list_sessions_api_v1_auth_sessions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of them */
        delete: operations["end_session_api_v1_auth_sessions__session_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bloqueios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Blocks that touch some days, by their beginning */
        get: operations["list_bloqueios_api_v1_bloqueios_get"];
        put?: never;
        /**
         * Take no bookings for a while
         * @description Of one person, or of the whole shop. Bookings that stand in it already are kept.
         */
        post: operations["create_bloqueio_api_v1_bloqueios_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bloqueios/{bloqueio_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lift a block */
        delete: operations["delete_bloqueio_api_v1_bloqueios__bloqueio_id__delete"];
        options?: never;
        head?: never;
        /** Change a block */
        patch: operations["update_bloqueio_api_v1_bloqueios__bloqueio_id__patch"];
        trace?: never;
    };
    "/api/v1/clientes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tutores by name; `q` also finds e-mail, phone, CPF */
        get: operations["list_clientes_api_v1_clientes_get"];
        put?: never;
        /** Register a tutor */
        post: operations["create_cliente_api_v1_clientes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clientes/{cliente_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tutor */
        get: operations["get_cliente_api_v1_clientes__cliente_id__get"];
        put?: never;
        post?: never;
        /** Delete a tutor without animals */
        delete: operations["delete_cliente_api_v1_clientes__cliente_id__delete"];
        options?: never;
        head?: never;
        /** Change what is sent */
        patch: operations["update_cliente_api_v1_clientes__cliente_id__patch"];
        trace?: never;
    };
    "/api/v1/clientes/{cliente_id}/animais": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tutor's animais by name */
        get: operations["list_animais_of_cliente_api_v1_clientes__cliente_id__animais_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dias-fechados": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Holidays and dates on which the shop is closed */
        get: operations["list_closed_days_api_v1_dias_fechados_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages to send by hand, newest first */
        get: operations["list_links_api_v1_notifications_links_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/links/{delivery_id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** This one was sent */
        post: operations["hand_over_api_v1_notifications_links__delivery_id__done_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/opt-outs/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose reminders a letter's link ends; following it ends nothing */
        get: operations["show_opt_out_api_v1_notifications_opt_outs__token__get"];
        put?: never;
        /** End a shop's reminders; also by a mail program's own button (RFC 8058) */
        post: operations["opt_out_api_v1_notifications_opt_outs__token__post"];
        /** Receive reminders again */
        delete: operations["opt_in_api_v1_notifications_opt_outs__token__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/reminders/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many people these wishes, or else the shop's own, would write to */
        post: operations["preview_api_v1_notifications_reminders_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What operators did, and why */
        get: operations["list_audit_api_v1_ops_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Letters, newest first, with counts per state and kind */
        get: operations["list_deliveries_api_v1_ops_notifications_deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One letter with its history; never what it says */
        get: operations["show_delivery_api_v1_ops_notifications_deliveries__delivery_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/deliveries/{delivery_id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send it again, or now instead of later */
        post: operations["resend_delivery_api_v1_ops_notifications_deliveries__delivery_id__resend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that nothing is sent to, newest first */
        get: operations["list_suppressions_api_v1_ops_notifications_suppressions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/suppressions/{suppression}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send to this address again */
        post: operations["lift_suppression_api_v1_ops_notifications_suppressions__suppression__lift_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/parking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Parked messages, newest first, with counts */
        get: operations["list_messages_api_v1_ops_parking_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/parking/{message}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message; secrets are masked */
        get: operations["show_message_api_v1_ops_parking__message__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/parking/{message}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settle one message without replaying it */
        post: operations["discard_message_api_v1_ops_parking__message__discard_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/parking/{message}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replay one message */
        post: operations["replay_message_api_v1_ops_parking__message__replay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/parking/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is parked, by failure and place */
        get: operations["list_groups_api_v1_ops_parking_groups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/parking/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Replays, newest first */
        get: operations["list_replays_api_v1_ops_parking_replays_get"];
        put?: never;
        /**
         * Replay a group, few first
         * @description `dry_run` answers the exact set; the real call carries the `set_digest` it answered.
         */
        post: operations["replay_group_api_v1_ops_parking_replays_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/parking/replays/{replay_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a replay stands */
        get: operations["show_replay_api_v1_ops_parking_replays__replay_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reconcile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What does not fit, as the last scan saw it */
        get: operations["show_report_api_v1_ops_reconcile_get"];
        put?: never;
        /**
         * Scan now; or repair findings, with a dry run first
         * @description `{}` scans. `{findings}` is the dry run: what would be done, and a `set_digest`. `{findings, dry_run: false, set_digest, reason}` does it.
         */
        post: operations["reconcile_api_v1_ops_reconcile_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reconcile/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Copies of what was dropped, newest first */
        get: operations["list_copies_api_v1_ops_reconcile_copies_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reconcile/copies/{copy_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One copy with its tables */
        get: operations["show_copy_api_v1_ops_reconcile_copies__copy_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reconcile/copies/{copy_id}/tables/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows of one copied table, as CSV */
        get: operations["read_copied_table_api_v1_ops_reconcile_copies__copy_id__tables__table__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reconcile/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Scans, newest first */
        get: operations["list_runs_api_v1_ops_reconcile_runs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sagas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sagas, newest first, with counts per state */
        get: operations["list_sagas_api_v1_ops_sagas_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sagas/{saga_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One saga with its timeline */
        get: operations["show_saga_api_v1_ops_sagas__saga_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sagas/{saga_id}/compensate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo the sign-up */
        post: operations["compensate_saga_api_v1_ops_sagas__saga_id__compensate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sagas/{saga_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call it finished, where it is */
        post: operations["resolve_saga_api_v1_ops_sagas__saga_id__resolve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sagas/{saga_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask again at once */
        post: operations["retry_saga_api_v1_ops_sagas__saga_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sagas/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every change of every saga, live
         * @description Server-Sent Events: `event: saga`, `id:` the move's sequence number; ends with token or session.
         */
        get: operations["stream_sagas_api_v1_ops_sagas_stream_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tenants, newest first, with counts per status */
        get: operations["list_tenants_api_v1_ops_tenants_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profissionais": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Profissionais by name */
        get: operations["list_profissionais_api_v1_profissionais_get"];
        put?: never;
        /** Add somebody who works here */
        post: operations["create_profissional_api_v1_profissionais_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profissionais/{profissional_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One profissional */
        get: operations["get_profissional_api_v1_profissionais__profissional_id__get"];
        put?: never;
        post?: never;
        /** Delete a profissional without bookings */
        delete: operations["delete_profissional_api_v1_profissionais__profissional_id__delete"];
        options?: never;
        head?: never;
        /** Change what is sent */
        patch: operations["update_profissional_api_v1_profissionais__profissional_id__patch"];
        trace?: never;
    };
    "/api/v1/provisioning/sagas/{saga_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a sign-up stands */
        get: operations["show_saga_api_v1_provisioning_sagas__saga_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/provisioning/sagas/{saga_id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A sign-up, live
         * @description Server-Sent Events: `event: saga` with the saga at every change; ends at a terminal state.
         */
        get: operations["stream_saga_api_v1_provisioning_sagas__saga_id__stream_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servicos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Serviços by name */
        get: operations["list_servicos_api_v1_servicos_get"];
        put?: never;
        /** Add a serviço, an add-on or a combo */
        post: operations["create_servico_api_v1_servicos_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servicos/{servico_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One serviço */
        get: operations["get_servico_api_v1_servicos__servico_id__get"];
        put?: never;
        post?: never;
        /** Delete a serviço */
        delete: operations["delete_servico_api_v1_servicos__servico_id__delete"];
        options?: never;
        head?: never;
        /** Change what is sent */
        patch: operations["update_servico_api_v1_servicos__servico_id__patch"];
        trace?: never;
    };
    "/api/v1/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shop of this request */
        get: operations["show_tenant_api_v1_tenant_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the shop's name */
        patch: operations["change_tenant_api_v1_tenant_patch"];
        trace?: never;
    };
    "/api/v1/tenant/configurations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the shop configured */
        get: operations["list_configurations_api_v1_tenant_configurations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenant/configurations/{config_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One configuration */
        get: operations["show_configuration_api_v1_tenant_configurations__config_key__get"];
        /** Set a configuration */
        put: operations["set_configuration_api_v1_tenant_configurations__config_key__put"];
        post?: never;
        /** Return a configuration to its default */
        delete: operations["unset_configuration_api_v1_tenant_configurations__config_key__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign up a shop */
        post: operations["sign_up_api_v1_tenants_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a subdomain is free */
        get: operations["check_availability_api_v1_tenants_availability_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/here": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shop at this address, for its door: open, or refused as every request to it is */
        get: operations["show_here_api_v1_tenants_here_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has an account in the shop */
        get: operations["list_people_api_v1_users_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete the account of somebody else */
        delete: operations["remove_person_api_v1_users__user_id__delete"];
        options?: never;
        head?: never;
        /** Change role, activity or name */
        patch: operations["change_person_api_v1_users__user_id__patch"];
        trace?: never;
    };
    "/api/v1/users/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations nobody accepted yet */
        get: operations["list_invitations_api_v1_users_invitations_get"];
        put?: never;
        /** Invite by e-mail, or send a new link: the old one opens nothing then */
        post: operations["invite_api_v1_users_invitations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation */
        delete: operations["withdraw_api_v1_users_invitations__invitation_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AcceptIn */
        AcceptIn: {
            /** First Name */
            first_name: string;
            /** Last Name */
            last_name: string;
            /** Password */
            password: string;
            /** Token */
            token: string;
        };
        /**
         * ActionIn
         * @description Why, and at which version of the saga the operator looked.
         */
        ActionIn: {
            /** Reason */
            reason: string;
            /**
             * Version
             * @description Refused when the saga has moved on since.
             */
            version?: number | null;
        };
        /** AdminIn */
        AdminIn: {
            /** Email */
            email: string;
            /** First Name */
            first_name: string;
            /** Last Name */
            last_name: string;
            /** Password */
            password: string;
        };
        /**
         * AffectedSet
         * @description Exactly what would be replayed, in order. `left_out`: over one replay's limit, or without their secret.
         */
        AffectedSet: {
            /** Count */
            count: number;
            /** Ids */
            ids: number[];
            /** Left Out */
            left_out: number;
            /** Ramp */
            ramp: number[];
            /** Set Digest */
            set_digest: string;
        };
        /** AgendamentoDetail */
        AgendamentoDetail: {
            /** Animal */
            animal: string;
            /** Animal Id */
            animal_id: number;
            /** Cliente */
            cliente: string;
            /** Cliente Id */
            cliente_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Encaixe */
            encaixe: boolean;
            /**
             * Fim
             * Format: date-time
             */
            fim: string;
            /**
             * Historico
             * @description Every step, the first one first.
             */
            historico: components["schemas"]["TransicaoOut"][];
            /** Id */
            id: number;
            /**
             * Inicio
             * Format: date-time
             */
            inicio: string;
            /** Itens */
            itens: components["schemas"]["ItemOut"][];
            /** Observacoes */
            observacoes: string | null;
            /** Porte */
            porte: string | null;
            /** Preco */
            preco: string;
            /**
             * Proximos
             * @description Where it may go from here.
             */
            proximos: components["schemas"]["BusinessState"][];
            /** Raca */
            raca: string | null;
            status: components["schemas"]["BusinessState"];
            /** Telefone */
            telefone: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * AgendamentoIn
         * @description `itens`, or for a single one `servico_id` and perhaps `profissional_id`.
         */
        AgendamentoIn: {
            /** Animal Id */
            animal_id: number;
            /**
             * Encaixe
             * @description Squeezed in: beside what people have, and outside of their hours.
             * @default false
             */
            encaixe: boolean;
            /**
             * Inicio
             * Format: date-time
             */
            inicio: string;
            /** Itens */
            itens?: components["schemas"]["ItemIn"][] | null;
            /** Observacoes */
            observacoes?: string | null;
            /** Profissional Id */
            profissional_id?: number | null;
            /** Servico Id */
            servico_id?: number | null;
            /**
             * Status
             * @description `solicitado` waits for a yes, and holds nothing until then.
             * @default agendado
             * @enum {string}
             */
            status: "solicitado" | "agendado";
        };
        /** AgendamentoOut */
        AgendamentoOut: {
            /** Animal */
            animal: string;
            /** Animal Id */
            animal_id: number;
            /** Cliente */
            cliente: string;
            /** Cliente Id */
            cliente_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Encaixe */
            encaixe: boolean;
            /**
             * Fim
             * Format: date-time
             */
            fim: string;
            /** Id */
            id: number;
            /**
             * Inicio
             * Format: date-time
             */
            inicio: string;
            /** Itens */
            itens: components["schemas"]["ItemOut"][];
            /** Observacoes */
            observacoes: string | null;
            /** Porte */
            porte: string | null;
            /** Preco */
            preco: string;
            /**
             * Proximos
             * @description Where it may go from here.
             */
            proximos: components["schemas"]["BusinessState"][];
            /** Raca */
            raca: string | null;
            status: components["schemas"]["BusinessState"];
            /** Telefone */
            telefone: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * AgendamentoPatch
         * @description Moves and resizes. `profissional_id` puts the whole booking into that person's hands.
         */
        AgendamentoPatch: {
            /**
             * Duracao
             * @description Minutes; of a booking with one item.
             */
            duracao?: number;
            /**
             * Encaixe
             * @description Squeezed in: beside what people have, and outside of their hours.
             */
            encaixe?: boolean;
            /**
             * Inicio
             * Format: date-time
             */
            inicio?: string;
            /**
             * Itens
             * @description One after the other.
             */
            itens?: components["schemas"]["ItemIn"][];
            /** Observacoes */
            observacoes?: string | null;
            /** Profissional Id */
            profissional_id?: number;
            /**
             * Version
             * @description The version last read.
             */
            version: number;
        };
        /** AnimalIn */
        AnimalIn: {
            /** Cliente Id */
            cliente_id: number;
            /** Especie */
            especie?: string | null;
            /** Idade */
            idade?: number | null;
            /** Nascimento */
            nascimento?: string | null;
            /** Nome */
            nome: string;
            /** Observacoes */
            observacoes?: string | null;
            /** Pelagem */
            pelagem?: ("curta" | "media" | "longa" | "dupla" | "sem_pelo") | null;
            /** Peso */
            peso?: (number | string) | null;
            /** Porte */
            porte?: ("mini" | "pequeno" | "medio" | "grande" | "gigante") | null;
            /** Raca */
            raca?: string | null;
            /** Sexo */
            sexo?: ("M" | "F") | null;
        };
        /** AnimalOut */
        AnimalOut: {
            /** Cliente Id */
            cliente_id: number;
            /**
             * Cliente Nome
             * @description The tutor's name.
             */
            cliente_nome: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Especie */
            especie: string | null;
            /** Id */
            id: number;
            /**
             * Idade
             * @description Years, counted from `nascimento` where that is known.
             */
            idade: number | null;
            /** Nascimento */
            nascimento: string | null;
            /** Nome */
            nome: string;
            /** Observacoes */
            observacoes: string | null;
            /** Pelagem */
            pelagem: ("curta" | "media" | "longa" | "dupla" | "sem_pelo") | null;
            /** Peso */
            peso: string | null;
            /** Porte */
            porte: ("mini" | "pequeno" | "medio" | "grande" | "gigante") | null;
            /** Raca */
            raca: string | null;
            /** Sexo */
            sexo: ("M" | "F") | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /** AnimalPatch */
        AnimalPatch: {
            /** Cliente Id */
            cliente_id?: number;
            /** Especie */
            especie?: string | null;
            /** Idade */
            idade?: number | null;
            /** Nascimento */
            nascimento?: string | null;
            /** Nome */
            nome?: string;
            /** Observacoes */
            observacoes?: string | null;
            /** Pelagem */
            pelagem?: ("curta" | "media" | "longa" | "dupla" | "sem_pelo") | null;
            /** Peso */
            peso?: (number | string) | null;
            /** Porte */
            porte?: ("mini" | "pequeno" | "medio" | "grande" | "gigante") | null;
            /** Raca */
            raca?: string | null;
            /** Sexo */
            sexo?: ("M" | "F") | null;
            /**
             * Version
             * @description The version last read.
             */
            version: number;
        };
        /**
         * AuditEntryOut
         * @description Who did what, when, from where; `before` and `after` hold what the deed changed.
         */
        AuditEntryOut: {
            /** Action */
            action: string;
            /** Actor Id */
            actor_id: string | null;
            /**
             * Actor Kind
             * @enum {string}
             */
            actor_kind: "user" | "operator" | "anonymous" | "system";
            /**
             * Actor Name
             * @description Null when the system acted, or the user is gone.
             */
            actor_name: string | null;
            /** Address */
            address: string | null;
            /** After */
            after: {
                [key: string]: unknown;
            } | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Before */
            before: {
                [key: string]: unknown;
            } | null;
            /** Entity */
            entity: string;
            /** Entity Id */
            entity_id: string | null;
            /** Id */
            id: number;
            /** Impersonation */
            impersonation: string | null;
            /** Request Id */
            request_id: string | null;
            /** Session Id */
            session_id: string | null;
            /** User Agent */
            user_agent: string | null;
        };
        /** AuditList */
        AuditList: {
            /** Items */
            items: components["schemas"]["AuditOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** AuditOut */
        AuditOut: {
            /** Action */
            action: string;
            /** Actor */
            actor: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Details */
            details: {
                [key: string]: unknown;
            };
            /** Id */
            id: number;
            /** Reason */
            reason: string | null;
            /** Request Id */
            request_id: string | null;
            /** Target */
            target: string;
        };
        /** AvailabilityOut */
        AvailabilityOut: {
            /** Available */
            available: boolean;
            /** Reason */
            reason: ("taken" | "reserved" | "invalid") | null;
            /** Subdomain */
            subdomain: string;
            /** Suggestions */
            suggestions: string[];
        };
        /** BloqueioIn */
        BloqueioIn: {
            /**
             * Fim
             * Format: date-time
             */
            fim: string;
            /**
             * Inicio
             * Format: date-time
             */
            inicio: string;
            /** Motivo */
            motivo?: string | null;
            /**
             * Profissional Id
             * @description Nobody named: the whole shop.
             */
            profissional_id?: number | null;
        };
        /** BloqueioNoDia */
        BloqueioNoDia: {
            /**
             * Fim
             * Format: date-time
             */
            fim: string;
            /** Id */
            id: number;
            /**
             * Inicio
             * Format: date-time
             */
            inicio: string;
            /** Motivo */
            motivo: string | null;
        };
        /** BloqueioOut */
        BloqueioOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Fim
             * Format: date-time
             */
            fim: string;
            /** Id */
            id: number;
            /**
             * Inicio
             * Format: date-time
             */
            inicio: string;
            /** Motivo */
            motivo: string | null;
            /** Profissional Id */
            profissional_id: number | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * BloqueioPatch
         * @description Times are sent together, so that they can be compared.
         */
        BloqueioPatch: {
            /**
             * Fim
             * Format: date-time
             */
            fim?: string;
            /**
             * Inicio
             * Format: date-time
             */
            inicio?: string;
            /** Motivo */
            motivo?: string | null;
            /**
             * Version
             * @description The version last read.
             */
            version: number;
        };
        /**
         * BusinessState
         * @enum {string}
         */
        BusinessState: "solicitado" | "agendado" | "confirmado" | "recebido" | "em_atendimento" | "pronto" | "entregue" | "cancelado" | "faltou";
        /** ChangePasswordIn */
        ChangePasswordIn: {
            /** Current Password */
            current_password: string;
            /** New Password */
            new_password: string;
        };
        /**
         * Channel
         * @enum {string}
         */
        Channel: "email" | "whatsapp";
        /** ClienteIn */
        ClienteIn: {
            /** Cpf */
            cpf?: string | null;
            /** Email */
            email?: string | null;
            /** Endereco */
            endereco?: string | null;
            /** Nome */
            nome: string;
            /** Observacoes */
            observacoes?: string | null;
            /** Telefone */
            telefone?: string | null;
        };
        /** ClienteOut */
        ClienteOut: {
            /** Cpf */
            cpf: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Email */
            email: string | null;
            /** Endereco */
            endereco: string | null;
            /** Id */
            id: number;
            /** Nome */
            nome: string;
            /** Observacoes */
            observacoes: string | null;
            /** Telefone */
            telefone: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /** ClientePatch */
        ClientePatch: {
            /** Cpf */
            cpf?: string | null;
            /** Email */
            email?: string | null;
            /** Endereco */
            endereco?: string | null;
            /** Nome */
            nome?: string;
            /** Observacoes */
            observacoes?: string | null;
            /** Telefone */
            telefone?: string | null;
            /**
             * Version
             * @description The version last read.
             */
            version: number;
        };
        /**
         * ColunaOut
         * @description Somebody's day: when they work, and when not.
         */
        ColunaOut: {
            /** Ativo */
            ativo: boolean;
            /** Bloqueios */
            bloqueios: components["schemas"]["BloqueioNoDia"][];
            /** Cor */
            cor: string | null;
            /** Expediente */
            expediente: components["schemas"]["Expediente"][];
            /** Id */
            id: number;
            /** Nome */
            nome: string;
        };
        /** ConfigurationIn */
        ConfigurationIn: {
            /** Config Value */
            config_value: string;
        };
        /** ConfigurationList */
        ConfigurationList: {
            /** Items */
            items: components["schemas"]["ConfigurationOut"][];
            /** Next Cursor */
            next_cursor?: null;
        };
        /** ConfigurationOut */
        ConfigurationOut: {
            /** Config Key */
            config_key: string;
            /** Config Value */
            config_value: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** CopiedTableOut */
        CopiedTableOut: {
            /** Columns */
            columns: {
                [key: string]: unknown;
            }[];
            /** Csv Bytes */
            csv_bytes: number;
            /** Name */
            name: string;
            /** Rows */
            rows: number;
            /** Stored Bytes */
            stored_bytes: number;
        };
        /** CopyDetail */
        CopyDetail: {
            copied: components["schemas"]["CopyOut"];
            /** Tables */
            tables: components["schemas"]["CopiedTableOut"][];
        };
        /** CopyList */
        CopyList: {
            /** Items */
            items: components["schemas"]["CopyOut"][];
        };
        /**
         * CopyOut
         * @description Rows of something that was removed; without `finished_at` the removal broke off before its end.
         */
        CopyOut: {
            /** Actor */
            actor: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Csv Bytes */
            csv_bytes: number;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Reason */
            reason: string;
            /** Rows */
            rows: number;
            /** Stored Bytes */
            stored_bytes: number;
            /** Subject */
            subject: string;
            /** Tables */
            tables: number;
            /** Tenant Id */
            tenant_id: string | null;
        };
        /**
         * DeliveryDetail
         * @description With all that happened to it. `link`: by this a person sends it; `why_not`: why it cannot be sent again.
         */
        DeliveryDetail: {
            /** Actions */
            actions: "resend"[];
            /** Attempts */
            attempts: number;
            channel: components["schemas"]["Channel"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Error */
            error: string | null;
            /** Error Code */
            error_code: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Finished At */
            finished_at: string | null;
            /** History */
            history: components["schemas"]["HistoryOut"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["Kind"];
            /** Leased Until */
            leased_until: string | null;
            /** Link */
            link: string | null;
            /** Locale */
            locale: string;
            /** Message Id */
            message_id: string | null;
            /**
             * Next Attempt At
             * Format: date-time
             */
            next_attempt_at: string;
            /** Recipient */
            recipient: string;
            /**
             * Recipient Name
             * @description Empty for a shop's customers: who they are is the shop's.
             */
            recipient_name: string;
            /** Round */
            round: number;
            /** Shop */
            shop: string | null;
            state: components["schemas"]["NotificationsState"];
            /** Subdomain */
            subdomain: string | null;
            /**
             * Tenant Id
             * Format: uuid
             */
            tenant_id: string;
            /** Version */
            version: number;
            /** Why Not */
            why_not: string | null;
        };
        /**
         * DeliveryList
         * @description One page; `counts` are of all letters whatever the filters say, up to 10,000 of each state and kind.
         */
        DeliveryList: {
            /** By Kind */
            by_kind: {
                [key: string]: number;
            };
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Items */
            items: components["schemas"]["DeliverySummary"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * DeliverySummary
         * @description A letter in a list. `round` grows, and with it the Message-ID, when what was sent is sent again.
         */
        DeliverySummary: {
            /** Attempts */
            attempts: number;
            channel: components["schemas"]["Channel"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Error */
            error: string | null;
            /** Error Code */
            error_code: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["Kind"];
            /** Locale */
            locale: string;
            /**
             * Next Attempt At
             * Format: date-time
             */
            next_attempt_at: string;
            /** Recipient */
            recipient: string;
            /**
             * Recipient Name
             * @description Empty for a shop's customers: who they are is the shop's.
             */
            recipient_name: string;
            /** Round */
            round: number;
            /** Shop */
            shop: string | null;
            state: components["schemas"]["NotificationsState"];
            /** Subdomain */
            subdomain: string | null;
            /**
             * Tenant Id
             * Format: uuid
             */
            tenant_id: string;
            /** Version */
            version: number;
        };
        /**
         * DiaFechadoOut
         * @description A day on which the shop is closed all day.
         */
        DiaFechadoOut: {
            /**
             * Data
             * Format: date
             */
            data: string;
            /**
             * Motivo
             * @description The holiday's name; null where the shop closed it by itself.
             */
            motivo: string | null;
        };
        /**
         * DiaOut
         * @description The shop's day on one screen.
         */
        DiaOut: {
            /** Agendamentos */
            agendamentos: components["schemas"]["AgendamentoOut"][];
            /** Contagem */
            contagem: {
                [key: string]: number;
            };
            /**
             * Data
             * Format: date
             */
            data: string;
            /** Fechado */
            fechado: boolean;
            /**
             * Motivo
             * @description The holiday's name, where it is one.
             */
            motivo: string | null;
            /** Profissionais */
            profissionais: components["schemas"]["ColunaOut"][];
            /** Timezone */
            timezone: string;
        };
        /** DiscardIn */
        DiscardIn: {
            /** Reason */
            reason: string;
        };
        /** EnableIn */
        EnableIn: {
            /** Code */
            code: string;
        };
        /** EventOut */
        EventOut: {
            /** Event Id */
            event_id: string | null;
            /** Routing Key */
            routing_key: string;
        };
        /** Expediente */
        Expediente: {
            /**
             * Fim
             * Format: date-time
             */
            fim: string;
            /**
             * Inicio
             * Format: date-time
             */
            inicio: string;
        };
        /**
         * FieldProblem
         * @description One offending field of a request; `field` is dotted, as `admin.email`.
         */
        FieldProblem: {
            /** Code */
            code: string;
            /** Field */
            field: string;
            /** Message */
            message: string;
        };
        /**
         * FindingOut
         * @description One thing that does not fit. `settling`: not yet seen for longer than the grace period.
         */
        FindingOut: {
            /** Action */
            action: string;
            /**
             * Age S
             * @description Seconds since it began, or since it was first seen where nothing knows.
             */
            readonly age_s: number;
            /** Detail */
            detail: string | null;
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Risk */
            risk: string;
            /** Rows */
            rows: number | null;
            /** Saga Id */
            saga_id: string | null;
            /** Settling */
            settling: boolean;
            /** Since */
            since: string | null;
            /** Size Bytes */
            size_bytes: number | null;
            /** State */
            state: string;
            /** Subject */
            subject: string;
            /** Tables */
            tables: number | null;
            /** Tenant Id */
            tenant_id: string | null;
            /** Will */
            will: string;
        };
        /** ForgotPasswordIn */
        ForgotPasswordIn: {
            /** Email */
            email: string;
        };
        /**
         * GreetingOut
         * @description `shop` is its name; `email` the address the account will have.
         */
        GreetingOut: {
            /** Email */
            email: string;
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "manager" | "user";
            /** Shop */
            shop: string;
        };
        /** GroupList */
        GroupList: {
            /** Items */
            items: components["schemas"]["GroupOut"][];
        };
        /**
         * GroupOut
         * @description Messages that failed in the same way at the same place.
         */
        GroupOut: {
            /** Count */
            count: number;
            /** Error */
            error: string | null;
            /** Fingerprint */
            fingerprint: string;
            /**
             * Newest
             * Format: date-time
             */
            newest: string;
            /**
             * Oldest
             * Format: date-time
             */
            oldest: string;
            /** Queue */
            queue: string;
            /** Service */
            service: string;
        };
        /**
         * GroupReplayIn
         * @description Which messages. `dry_run` shows them; the real call carries the digest that it answered.
         */
        GroupReplayIn: {
            /**
             * Dry Run
             * @default false
             */
            dry_run: boolean;
            /** Fingerprint */
            fingerprint: string;
            /** Queue */
            queue?: string | null;
            /** Reason */
            reason?: string | null;
            /** Service */
            service?: string | null;
            /** Set Digest */
            set_digest?: string | null;
        };
        /** HandoffIn */
        HandoffIn: {
            /** Code */
            code: string;
        };
        /**
         * HandoffOut
         * @description A one-time code, exchanged at the shop's own host; it travels in a URL's fragment, never in its query.
         */
        HandoffOut: {
            /** Code */
            code: string;
            /**
             * Expires In
             * @description Seconds until the code expires.
             */
            expires_in: number;
            /** Subdomain */
            subdomain: string;
        };
        /**
         * HereOut
         * @description What anybody may know who stands before the door.
         */
        HereOut: {
            /** Name */
            name: string;
            /** Subdomain */
            subdomain: string;
        };
        /**
         * HistoryOut
         * @description What became of one try, or what an operator did and why.
         */
        HistoryOut: {
            /** Actor */
            actor: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Code */
            code: string | null;
            /** Detail */
            detail: string | null;
            /** Reason */
            reason: string | null;
            state: components["schemas"]["NotificationsState"];
        };
        /** ImpersonationIn */
        ImpersonationIn: {
            /**
             * Reason
             * @description Read by the shop's owner.
             */
            reason: string;
            /**
             * Tenant Id
             * Format: uuid
             */
            tenant_id: string;
        };
        /** ImpersonationOut */
        ImpersonationOut: {
            /**
             * Expires At
             * Format: date-time
             * @description The session ends then, whatever happens.
             */
            expires_at: string;
            /** Reason */
            reason: string;
        };
        /** InvitationIn */
        InvitationIn: {
            /** Email */
            email: string;
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "manager" | "user";
        };
        /** InvitationOut */
        InvitationOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Email */
            email: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Invited By
             * Format: uuid
             */
            invited_by: string;
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "manager" | "user";
        };
        /** InvitationTokenIn */
        InvitationTokenIn: {
            /** Token */
            token: string;
        };
        /**
         * ItemIn
         * @description A serviço of a booking. What is left out is taken from the shop's prices, and anybody who can does it.
         */
        ItemIn: {
            /** Duracao */
            duracao?: number | null;
            /** Preco */
            preco?: number | string | null;
            /** Profissional Id */
            profissional_id?: number | null;
            /** Servico Id */
            servico_id: number;
        };
        /** ItemOut */
        ItemOut: {
            /**
             * Fim
             * Format: date-time
             */
            fim: string;
            /**
             * Inicio
             * Format: date-time
             */
            inicio: string;
            /** Preco */
            preco: string;
            /** Profissional */
            profissional: string;
            /** Profissional Id */
            profissional_id: number;
            /** Servico */
            servico: string;
            /** Servico Id */
            servico_id: number;
        };
        /**
         * JwksOut
         * @description A JSON Web Key Set (RFC 7517) of public keys.
         */
        JwksOut: {
            /** Keys */
            keys: {
                [key: string]: string;
            }[];
        };
        /**
         * Kind
         * @description What a letter is about; its texts are found by this name.
         * @enum {string}
         */
        Kind: "welcome" | "signup_failed" | "email_verification" | "password_reset" | "invitation" | "booking_created" | "booking_changed" | "booking_cancelled" | "booking_ready" | "booking_reminder";
        /**
         * LinkOut
         * @description A message to press; it is in the link.
         */
        LinkOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["Kind"];
            /** Link */
            link: string;
            /** Recipient */
            recipient: string;
            /** Recipient Name */
            recipient_name: string;
        };
        /** LoginIn */
        LoginIn: {
            /** Email */
            email: string;
            /** Otp */
            otp?: string | null;
            /** Password */
            password: string;
        };
        /**
         * MeOut
         * @description Who is signed in, as he himself may know it; `locale` null: his shop's.
         */
        MeOut: {
            /** Email Verified */
            email_verified: boolean;
            impersonation: components["schemas"]["ImpersonationOut"] | null;
            /** Locale */
            locale: string | null;
            tenant: components["schemas"]["ShopOut"] | null;
            user: components["schemas"]["UserOut"];
        };
        /** MePatch */
        MePatch: {
            /** First Name */
            first_name?: string | null;
            /** Last Name */
            last_name?: string | null;
            /** Locale */
            locale?: ("pt-BR" | "en") | null;
        };
        /**
         * MessageDetail
         * @description With headers and payload, secrets masked: parsed where it is JSON, else as text.
         */
        MessageDetail: {
            /** Attempts */
            attempts: number;
            /** Correlation Id */
            correlation_id: string | null;
            /** Error */
            error: string | null;
            /** Fingerprint */
            fingerprint: string;
            /**
             * First Parked At
             * Format: date-time
             */
            first_parked_at: string;
            /** Headers */
            headers: {
                [key: string]: unknown;
            };
            /** Id */
            id: number;
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /**
             * Parked At
             * Format: date-time
             */
            parked_at: string;
            /** Payload */
            payload: unknown;
            /** Queue */
            queue: string;
            /** Reason */
            reason: string;
            /** Replay Id */
            replay_id: string | null;
            /** Routing Key */
            routing_key: string;
            /** Saga Id */
            saga_id: string | null;
            /** Secret Gone */
            secret_gone: boolean;
            /** Service */
            service: string;
            /** Settle Reason */
            settle_reason: string | null;
            /** Settled At */
            settled_at: string | null;
            /** Settled By */
            settled_by: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "parked" | "replaying" | "replayed" | "discarded";
            /** Tenant Id */
            tenant_id: string | null;
            /** Times Parked */
            times_parked: number;
            /** Type */
            type: string | null;
        };
        /**
         * MessageList
         * @description One page; `counts` are of all messages, by service and status.
         */
        MessageList: {
            /** Counts */
            counts: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /** Items */
            items: components["schemas"]["MessageOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * MessageOut
         * @description A parked message in a list. `secret_gone`: what it held was forgotten, so it cannot be replayed.
         */
        MessageOut: {
            /** Attempts */
            attempts: number;
            /** Correlation Id */
            correlation_id: string | null;
            /** Error */
            error: string | null;
            /** Fingerprint */
            fingerprint: string;
            /**
             * First Parked At
             * Format: date-time
             */
            first_parked_at: string;
            /** Id */
            id: number;
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /**
             * Parked At
             * Format: date-time
             */
            parked_at: string;
            /** Queue */
            queue: string;
            /** Reason */
            reason: string;
            /** Replay Id */
            replay_id: string | null;
            /** Routing Key */
            routing_key: string;
            /** Saga Id */
            saga_id: string | null;
            /** Secret Gone */
            secret_gone: boolean;
            /** Service */
            service: string;
            /** Settle Reason */
            settle_reason: string | null;
            /** Settled At */
            settled_at: string | null;
            /** Settled By */
            settled_by: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "parked" | "replaying" | "replayed" | "discarded";
            /** Tenant Id */
            tenant_id: string | null;
            /** Times Parked */
            times_parked: number;
            /** Type */
            type: string | null;
        };
        /** MfaOut */
        MfaOut: {
            /** Recovery Codes Left */
            recovery_codes_left: number;
            /**
             * Totp
             * @description Whether a login asks for a code.
             */
            totp: boolean;
        };
        /**
         * NotificationsState
         * @description Of a delivery. `ready`: a link stands there, and a person sends it.
         * @enum {string}
         */
        NotificationsState: "queued" | "sending" | "sent" | "ready" | "failed" | "suppressed";
        /**
         * OfertaOut
         * @description A serviço for one animal.
         */
        OfertaOut: {
            /**
             * Da Tabela
             * @description Whether porte or pelagem decided; else it is the serviço's own price.
             */
            da_tabela: boolean;
            /**
             * Duracao
             * @description Minutes, for this animal.
             */
            duracao: number;
            /** Nome */
            nome: string;
            /**
             * Preco
             * @description For this animal.
             */
            preco: string;
            /** Servico Id */
            servico_id: number;
            /**
             * Tipo
             * @enum {string}
             */
            tipo: "servico" | "adicional" | "combo";
            /**
             * Ultima Duracao
             * @description Minutes that were set aside for it last.
             */
            ultima_duracao: number | null;
            /**
             * Ultima Vez
             * @description When that was.
             */
            ultima_vez: string | null;
            /**
             * Ultimo Preco
             * @description What this animal paid for it last.
             */
            ultimo_preco: string | null;
        };
        /**
         * OptOutOut
         * @description Whose reminders, and to whom; the address only as far as its owner knows it again.
         */
        OptOutOut: {
            /** Opted Out */
            opted_out: boolean;
            /** Recipient */
            recipient: string;
            /** Shop */
            shop: string;
        };
        /** Page[AgendamentoOut] */
        Page_AgendamentoOut_: {
            /** Items */
            items: components["schemas"]["AgendamentoOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[AnimalOut] */
        Page_AnimalOut_: {
            /** Items */
            items: components["schemas"]["AnimalOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[AuditEntryOut] */
        Page_AuditEntryOut_: {
            /** Items */
            items: components["schemas"]["AuditEntryOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[ClienteOut] */
        Page_ClienteOut_: {
            /** Items */
            items: components["schemas"]["ClienteOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[InvitationOut] */
        Page_InvitationOut_: {
            /** Items */
            items: components["schemas"]["InvitationOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[LinkOut] */
        Page_LinkOut_: {
            /** Items */
            items: components["schemas"]["LinkOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[PersonOut] */
        Page_PersonOut_: {
            /** Items */
            items: components["schemas"]["PersonOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[ProfissionalOut] */
        Page_ProfissionalOut_: {
            /** Items */
            items: components["schemas"]["ProfissionalOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[ServicoOut] */
        Page_ServicoOut_: {
            /** Items */
            items: components["schemas"]["ServicoOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[SessionOut] */
        Page_SessionOut_: {
            /** Items */
            items: components["schemas"]["SessionOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[VisitOut] */
        Page_VisitOut_: {
            /** Items */
            items: components["schemas"]["VisitOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** PasswordAndCodeIn */
        PasswordAndCodeIn: {
            /** Code */
            code: string;
            /** Password */
            password: string;
        };
        /** PersonOut */
        PersonOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Email */
            email: string;
            /** Email Verified */
            email_verified: boolean;
            /** First Name */
            first_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Active */
            is_active: boolean;
            /** Last Login */
            last_login: string | null;
            /** Last Name */
            last_name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "manager" | "user";
            /** Version */
            version: number;
        };
        /**
         * PersonPatch
         * @description What is left out stays.
         */
        PersonPatch: {
            /** First Name */
            first_name?: string;
            /** Is Active */
            is_active?: boolean;
            /** Last Name */
            last_name?: string;
            /**
             * Role
             * @enum {string}
             */
            role?: "owner" | "manager" | "user";
            /**
             * Version
             * @description The version last read.
             */
            version: number;
        };
        /**
         * PlannedOut
         * @description What one repair would do now; `why_not` where it would do nothing.
         */
        PlannedOut: {
            /** Action */
            action: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Possible */
            possible: boolean;
            /** Rows */
            rows: number;
            /** Settling */
            settling: boolean;
            /** Size Bytes */
            size_bytes: number;
            /** Steps */
            steps: string[];
            /** Subject */
            subject: string;
            /** Tables */
            tables: number;
            /** Why Not */
            why_not: string | null;
        };
        /**
         * PlanOut
         * @description The dry run. The real run carries `set_digest` and does exactly this set, or nothing.
         */
        PlanOut: {
            /**
             * Dry Run
             * @default true
             * @constant
             */
            dry_run: true;
            /** Findings */
            findings: components["schemas"]["PlannedOut"][];
            /** Set Digest */
            set_digest: string;
        };
        /**
         * Preco
         * @description Price and minutes for animals of a porte, of a pelagem, or of both; null stands for any.
         */
        "Preco-Input": {
            /**
             * Duracao
             * @description Minutes.
             */
            duracao: number;
            /** Pelagem */
            pelagem?: ("curta" | "media" | "longa" | "dupla" | "sem_pelo") | null;
            /** Porte */
            porte?: ("mini" | "pequeno" | "medio" | "grande" | "gigante") | null;
            /** Preco */
            preco: number | string;
        };
        /**
         * Preco
         * @description Price and minutes for animals of a porte, of a pelagem, or of both; null stands for any.
         */
        "Preco-Output": {
            /**
             * Duracao
             * @description Minutes.
             */
            duracao: number;
            /** Pelagem */
            pelagem?: ("curta" | "media" | "longa" | "dupla" | "sem_pelo") | null;
            /** Porte */
            porte?: ("mini" | "pequeno" | "medio" | "grande" | "gigante") | null;
            /** Preco */
            preco: string;
        };
        /**
         * PreviewOut
         * @description What these wishes would send of the bookings known now: `would_send` letters to `people`.
         */
        PreviewOut: {
            /** By Channel */
            by_channel: {
                [key: string]: number;
            };
            /** First At */
            first_at: string | null;
            /** Last At */
            last_at: string | null;
            /** People */
            people: number;
            /** Without Contact */
            without_contact: number;
            /** Would Send */
            would_send: number;
        };
        /**
         * Problem
         * @description Every refusal's body (application/problem+json); `errors` stands only on 422.
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Error */
            error: string;
            /** Errors */
            errors?: components["schemas"]["FieldProblem"][];
            /** Instance */
            instance: string;
            /** Request Id */
            request_id: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /** ProfissionalIn */
        ProfissionalIn: {
            /**
             * Ativo
             * @description Whether bookings can be made with them.
             * @default true
             */
            ativo: boolean;
            /** Cor */
            cor?: string | null;
            /** Horarios */
            horarios?: {
                [key: string]: string[][];
            } | null;
            /** Nome */
            nome: string;
            /**
             * Servicos
             * @description The serviços they do; none: all of them.
             * @default []
             */
            servicos: number[];
        };
        /** ProfissionalOut */
        ProfissionalOut: {
            /** Ativo */
            ativo: boolean;
            /** Cor */
            cor: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Horarios */
            horarios: {
                [key: string]: string[][];
            } | null;
            /** Id */
            id: number;
            /** Nome */
            nome: string;
            /** Servicos */
            servicos: number[];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /** ProfissionalPatch */
        ProfissionalPatch: {
            /**
             * Ativo
             * @description Whether bookings can be made with them.
             */
            ativo?: boolean;
            /** Cor */
            cor?: string | null;
            /** Horarios */
            horarios?: {
                [key: string]: string[][];
            } | null;
            /** Nome */
            nome?: string;
            /**
             * Servicos
             * @description The serviços they do; none: all of them.
             */
            servicos?: number[];
            /**
             * Version
             * @description The version last read.
             */
            version: number;
        };
        /** ProvisioningTenantOut */
        ProvisioningTenantOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Failure Code */
            failure_code: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Plan Type */
            plan_type: string;
            /** Role Name */
            role_name: string;
            /**
             * Saga Id
             * Format: uuid
             */
            saga_id: string;
            /** Saga State */
            saga_state: string | null;
            /** Schema Name */
            schema_name: string;
            /** Schema Version */
            schema_version: string | null;
            /** Status */
            status: string;
            /** Subdomain */
            subdomain: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** ReasonIn */
        ReasonIn: {
            /** Reason */
            reason: string;
        };
        /**
         * ReconcileIn
         * @description Without `findings` a scan; with them a repair, of which the dry run comes first.
         */
        ReconcileIn: {
            /**
             * Dry Run
             * @default true
             */
            dry_run: boolean;
            /** Findings */
            findings?: string[] | null;
            /** Reason */
            reason?: string | null;
            /** Scan */
            scan?: true | null;
            /** Set Digest */
            set_digest?: string | null;
        };
        /**
         * RecoveryCodesOut
         * @description Codes that stand in for a lost device, each once; they are shown once.
         */
        RecoveryCodesOut: {
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /**
         * ReminderWishes
         * @description Nobody is reminded unless the shop asks for it. Quiet hours that begin when they end are none.
         */
        ReminderWishes: {
            /**
             * Enabled
             * @default false
             */
            enabled: boolean;
            /**
             * Minimum Notice
             * @description Minutes.
             * @default 60
             */
            minimum_notice: number;
            /**
             * Minutes Before
             * @default [
             *       1440
             *     ]
             */
            minutes_before: number[];
            /**
             * Quiet From
             * @description 24 hours, as 21:00.
             * @default 21:00
             */
            quiet_from: string;
            /**
             * Quiet To
             * @description 24 hours, as 21:00.
             * @default 08:00
             */
            quiet_to: string;
        };
        /**
         * RepairedOut
         * @description `done`; `requested` of another service, see the next scan; `skipped` for the reason given.
         */
        RepairedOut: {
            /** Copy Id */
            copy_id: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "done" | "requested" | "skipped";
            /** Reason */
            reason: string | null;
            /** Rows Copied */
            rows_copied: number;
            /** Subject */
            subject: string;
        };
        /** RepairOut */
        RepairOut: {
            /**
             * Dry Run
             * @default false
             * @constant
             */
            dry_run: false;
            /** Findings */
            findings: components["schemas"]["RepairedOut"][];
        };
        /**
         * ReplayIn
         * @description Why; may be left out for a single message.
         */
        ReplayIn: {
            /** Reason */
            reason?: string | null;
        };
        /** ReplayList */
        ReplayList: {
            /** Items */
            items: components["schemas"]["ReplayOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ReplayOut
         * @description A replay as it stands; `message` for a single one, else the filter of its group.
         */
        ReplayOut: {
            /** Actor */
            actor: string;
            /** Batch */
            batch: number;
            /** Done */
            done: number;
            /** Failed */
            failed: number;
            /** Fingerprint */
            fingerprint: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Message */
            message: number | null;
            /** Queue */
            queue: string | null;
            /** Ramp */
            ramp: number[];
            /** Reason */
            reason: string | null;
            /** Remaining */
            remaining: number;
            /** Service */
            service: string | null;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "running" | "finished" | "stopped";
            /** Stopped Reason */
            stopped_reason: string | null;
            /** Total */
            total: number;
        };
        /**
         * ReportOut
         * @description The last scan and what is open of it; `counts` has every kind, whatever the filter.
         */
        ReportOut: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Findings */
            findings: components["schemas"]["FindingOut"][];
            /** Next Cursor */
            next_cursor: string | null;
            run: components["schemas"]["RunOut"] | null;
            /** Running */
            running: boolean;
        };
        /**
         * ResendIn
         * @description Why, and at which version of the letter the operator looked.
         */
        ResendIn: {
            /** Reason */
            reason: string;
            /**
             * Version
             * @description Refused when the letter has moved on since.
             */
            version?: number | null;
        };
        /** ResetPasswordIn */
        ResetPasswordIn: {
            /** Password */
            password: string;
            /** Token */
            token: string;
        };
        /**
         * ResolveIn
         * @description Which end the saga is to be given; it must be true already.
         */
        ResolveIn: {
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "COMPLETED" | "ROLLED_BACK";
            /** Reason */
            reason: string;
            /**
             * Version
             * @description Refused when the saga has moved on since.
             */
            version?: number | null;
        };
        /**
         * RetryIn
         * @description As ActionIn; asking again needs no reason.
         */
        RetryIn: {
            /** Reason */
            reason?: string | null;
            /**
             * Version
             * @description Refused when the saga has moved on since.
             */
            version?: number | null;
        };
        /** RunList */
        RunList: {
            /** Items */
            items: components["schemas"]["RunOut"][];
        };
        /**
         * RunOut
         * @description A scan; `compared` says how much of each list there was, `counts` the findings by kind.
         */
        RunOut: {
            /** Actor */
            actor: string;
            /** Compared */
            compared: {
                [key: string]: number;
            };
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Error */
            error: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
        };
        /**
         * SagaDetail
         * @description One saga with all that happened to it, and what is still to do.
         */
        SagaDetail: {
            /** Actions */
            actions: string[];
            /** Attempts */
            attempts: number;
            /**
             * Deadline At
             * Format: date-time
             */
            deadline_at: string;
            /** Duration Ms */
            duration_ms: number;
            /** Failure Code */
            failure_code: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Next Attempt At */
            next_attempt_at: string | null;
            /** Owner Email */
            owner_email: string | null;
            /** Phase */
            phase: string;
            /** Remaining */
            remaining: string[];
            /** Role Name */
            role_name: string;
            /**
             * Saga Id
             * Format: uuid
             */
            saga_id: string;
            /** Schema Name */
            schema_name: string;
            /** Schema Version */
            schema_version: string | null;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** State */
            state: string;
            /** Steps */
            steps: components["schemas"]["TimedStepOut"][];
            /** Subdomain */
            subdomain: string;
            /**
             * Tenant Id
             * Format: uuid
             */
            tenant_id: string;
            /** Timeline */
            timeline: components["schemas"]["TransitionOut"][];
            /** Version */
            version: number;
        };
        /** SagaList */
        SagaList: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Items */
            items: components["schemas"]["SagaSummary"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** SagaOut */
        SagaOut: {
            /** Duration Ms */
            duration_ms: number;
            /** Failure Code */
            failure_code: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Kind */
            kind: string;
            /**
             * Saga Id
             * Format: uuid
             */
            saga_id: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** State */
            state: string;
            /** Steps */
            steps: components["schemas"]["StepOut"][];
            /** Subdomain */
            subdomain: string;
            /**
             * Tenant Id
             * Format: uuid
             */
            tenant_id: string;
        };
        /**
         * SagaSummary
         * @description A saga in a list. `phase` is the state inside; `state` the contract's name for it.
         */
        SagaSummary: {
            /** Actions */
            actions: string[];
            /** Attempts */
            attempts: number;
            /**
             * Deadline At
             * Format: date-time
             */
            deadline_at: string;
            /** Duration Ms */
            duration_ms: number;
            /** Failure Code */
            failure_code: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Next Attempt At */
            next_attempt_at: string | null;
            /** Phase */
            phase: string;
            /**
             * Saga Id
             * Format: uuid
             */
            saga_id: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** State */
            state: string;
            /** Subdomain */
            subdomain: string;
            /**
             * Tenant Id
             * Format: uuid
             */
            tenant_id: string;
            /** Version */
            version: number;
        };
        /** ServicoIn */
        ServicoIn: {
            /**
             * Ativo
             * @description Whether it can be booked.
             * @default true
             */
            ativo: boolean;
            /**
             * Componentes
             * @description The serviços of a combo, in their order; of combos alone.
             * @default []
             */
            componentes: number[];
            /**
             * Duracao
             * @description Minutes.
             */
            duracao: number;
            /** Nome */
            nome: string;
            /** Preco */
            preco: number | string;
            /**
             * Precos
             * @description Prices by porte × pelagem; what none fits costs `preco`.
             * @default []
             */
            precos: components["schemas"]["Preco-Input"][];
            /**
             * Tipo
             * @description `adicional`: only beside another. It never changes.
             * @default servico
             * @enum {string}
             */
            tipo: "servico" | "adicional" | "combo";
        };
        /** ServicoOut */
        ServicoOut: {
            /** Ativo */
            ativo: boolean;
            /** Componentes */
            componentes: number[];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Duracao */
            duracao: number;
            /** Id */
            id: number;
            /** Nome */
            nome: string;
            /** Preco */
            preco: string;
            /** Precos */
            precos: components["schemas"]["Preco-Output"][];
            /**
             * Tipo
             * @enum {string}
             */
            tipo: "servico" | "adicional" | "combo";
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /** ServicoPatch */
        ServicoPatch: {
            /**
             * Ativo
             * @description Whether it can be booked.
             */
            ativo?: boolean;
            /**
             * Componentes
             * @description The serviços of a combo, in their order; of combos alone.
             */
            componentes?: number[];
            /**
             * Duracao
             * @description Minutes.
             */
            duracao?: number;
            /** Nome */
            nome?: string;
            /** Preco */
            preco?: number | string;
            /**
             * Precos
             * @description Prices by porte × pelagem; what none fits costs `preco`.
             */
            precos?: components["schemas"]["Preco-Input"][];
            /**
             * Version
             * @description The version last read.
             */
            version: number;
        };
        /**
         * SessionOut
         * @description One signed-in device.
         */
        SessionOut: {
            /**
             * Address
             * @description The IP address it was last used from.
             */
            address: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Current
             * @description Whether this request comes from it.
             */
            current: boolean;
            /**
             * Device
             * @description Browser and system, as in `Chrome · Windows`; null where unknown.
             */
            device: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Last Used At
             * Format: date-time
             */
            last_used_at: string;
        };
        /** SetupIn */
        SetupIn: {
            /** Password */
            password: string;
        };
        /**
         * SetupOut
         * @description The secret of an authenticator app; it is shown once.
         */
        SetupOut: {
            /**
             * Otpauth Uri
             * @description What the QR code says.
             */
            otpauth_uri: string;
            /**
             * Secret
             * @description Base 32, for an app that reads no QR code.
             */
            secret: string;
        };
        /** ShopOut */
        ShopOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Subdomain */
            subdomain: string;
        };
        /**
         * SignedInOut
         * @description A new access token; its refresh token travels as a cookie only.
         */
        SignedInOut: {
            /** Access Token */
            access_token: string;
            /**
             * Expires In
             * @description Seconds until the access token expires.
             */
            expires_in: number;
            impersonation: components["schemas"]["ImpersonationOut"] | null;
            tenant: components["schemas"]["ShopOut"] | null;
            /**
             * Token Type
             * @constant
             */
            token_type: "Bearer";
            user: components["schemas"]["UserOut"];
        };
        /** SignupIn */
        SignupIn: {
            admin: components["schemas"]["AdminIn"];
            /** Company Name */
            company_name: string;
            /**
             * Plan Type
             * @default basic
             * @enum {string}
             */
            plan_type: "basic" | "pro" | "premium";
            /** Subdomain */
            subdomain: string;
        };
        /** SignupOut */
        SignupOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Saga Id
             * Format: uuid
             */
            saga_id: string;
            status: components["schemas"]["TenantStatus"];
            /** Subdomain */
            subdomain: string;
        };
        /**
         * SlotProblem
         * @description A refusal's body where a time is not free; `reason` and the lists stand only on `SLOT_TAKEN`.
         */
        SlotProblem: {
            /** Code */
            code: string;
            /** Conflicts */
            conflicts: {
                [key: string]: unknown;
            }[];
            /** Detail */
            detail: string;
            /** Error */
            error: string;
            /** Errors */
            errors?: components["schemas"]["FieldProblem"][];
            /** Instance */
            instance: string;
            /** Reason */
            reason: string;
            /** Request Id */
            request_id: string;
            /** Status */
            status: number;
            /** Suggestions */
            suggestions: {
                [key: string]: unknown;
            }[];
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /** StatusIn */
        StatusIn: {
            /** Motivo */
            motivo?: string | null;
            /** @description Where it goes; `proximos` says where it may. */
            status: components["schemas"]["BusinessState"];
            /**
             * Version
             * @description The version last read.
             */
            version: number;
        };
        /** StepOut */
        StepOut: {
            /**
             * Attempts
             * @default 0
             */
            attempts: number;
            /** Error Code */
            error_code?: string | null;
            /** Finished At */
            finished_at?: string | null;
            /** Name */
            name: string;
            /** Started At */
            started_at?: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "running" | "done" | "failed" | "compensated" | "skipped";
        };
        /** SuppressionList */
        SuppressionList: {
            /** Items */
            items: components["schemas"]["SuppressionOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * SuppressionOut
         * @description An address that does not exist, as its server said of the letter `delivery_id`.
         */
        SuppressionOut: {
            /** Address */
            address: string;
            /** Code */
            code: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Delivery Id */
            delivery_id: string | null;
            /** Detail */
            detail: string;
            /** Id */
            id: number;
            /** Lift Reason */
            lift_reason: string | null;
            /** Lifted At */
            lifted_at: string | null;
            /** Lifted By */
            lifted_by: string | null;
        };
        /** TenantList */
        TenantList: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Items */
            items: components["schemas"]["ProvisioningTenantOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** TenantPatch */
        TenantPatch: {
            /** Name */
            name?: string | null;
            /** Version */
            version: number;
        };
        /**
         * TenantStatus
         * @enum {string}
         */
        TenantStatus: "provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed";
        /** TenantTenantOut */
        TenantTenantOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Locale */
            locale: string;
            /** Max Animals */
            max_animals: number;
            /** Max Users */
            max_users: number;
            /** Name */
            name: string;
            /** Plan Type */
            plan_type: string;
            status: components["schemas"]["TenantStatus"];
            /** Subdomain */
            subdomain: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** @description Absent until something was counted. */
            usage?: components["schemas"]["UsageOut"] | null;
            /** Version */
            version: number;
        };
        /**
         * TimedStepOut
         * @description A step beside the history of its kind, in milliseconds over the last 1,000 completed sagas.
         */
        TimedStepOut: {
            /**
             * Attempts
             * @default 0
             */
            attempts: number;
            /** Duration Ms */
            duration_ms: number | null;
            /** Error Code */
            error_code?: string | null;
            /** Finished At */
            finished_at?: string | null;
            /** Name */
            name: string;
            /** P50 Ms */
            p50_ms: number | null;
            /** P95 Ms */
            p95_ms: number | null;
            /** Started At */
            started_at?: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "running" | "done" | "failed" | "compensated" | "skipped";
        };
        /** TransicaoOut */
        TransicaoOut: {
            de: components["schemas"]["BusinessState"] | null;
            /** Desfeita Em */
            desfeita_em: string | null;
            /** Desfeita Por */
            desfeita_por: string | null;
            /**
             * Em
             * Format: date-time
             */
            em: string;
            /** Motivo */
            motivo: string | null;
            para: components["schemas"]["BusinessState"];
            /** Usuario Id */
            usuario_id: string | null;
        };
        /**
         * TransitionOut
         * @description One line of the timeline. `moved` is false for a trigger that came late or twice and changed nothing.
         */
        TransitionOut: {
            /** Actor */
            actor: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Error */
            error: string | null;
            /** Event In */
            event_in: string | null;
            /** Events Out */
            events_out: components["schemas"]["EventOut"][];
            /** Id */
            id: number;
            /** Moved */
            moved: boolean;
            /** Reason */
            reason: string | null;
            /** State After */
            state_after: string;
            /** State Before */
            state_before: string | null;
            /** Trigger */
            trigger: string;
        };
        /** UndoIn */
        UndoIn: {
            /**
             * Version
             * @description The version last read.
             */
            version: number;
        };
        /**
         * UsageOut
         * @description Of what the plan limits, as far as it is known.
         */
        UsageOut: {
            /** Animals */
            animals: number;
        };
        /** UserOut */
        UserOut: {
            /** Email */
            email: string;
            /** First Name */
            first_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Name */
            last_name: string;
            /** Role */
            role: string;
        };
        /**
         * Vaga
         * @description A place where all of it fits.
         */
        Vaga: {
            /**
             * Fim
             * Format: date-time
             */
            fim: string;
            /**
             * Inicio
             * Format: date-time
             */
            inicio: string;
            /** Itens */
            itens: components["schemas"]["VagaItem"][];
        };
        /** VagaItem */
        VagaItem: {
            /**
             * Fim
             * Format: date-time
             */
            fim: string;
            /**
             * Inicio
             * Format: date-time
             */
            inicio: string;
            /** Profissional Id */
            profissional_id: number;
            /** Servico Id */
            servico_id: number;
        };
        /** VerifyEmailIn */
        VerifyEmailIn: {
            /** Token */
            token: string;
        };
        /**
         * VisitOut
         * @description One entry of an operator into a shop; without `ended_at` it ended, or will, at `expires_at`.
         */
        VisitOut: {
            /** Ended At */
            ended_at: string | null;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Operator Email */
            operator_email: string;
            /**
             * Operator Id
             * Format: uuid
             */
            operator_id: string;
            /** Reason */
            reason: string;
            /** Subdomain */
            subdomain: string;
            /**
             * Tenant Id
             * Format: uuid
             */
            tenant_id: string;
            /** Tenant Name */
            tenant_name: string;
        };
    };
    responses: {
        /** @description `BAD_REQUEST`, or `TENANT_REQUIRED` at an address that belongs to no shop. */
        Refusal400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No access token, or none that is valid any more. */
        Refusal401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The token is for another shop, or may not do this; or the shop is suspended. */
        Refusal403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such record, or no such shop. */
        Refusal404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not now: the shop is not ready, the record changed, or the same request is still running. */
        Refusal409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The shop is gone. */
        Refusal410: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. */
        Refusal413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The address is too long. */
        Refusal414: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not JSON. */
        Refusal415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests; `Retry-After` says when again. */
        Refusal429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A part of the system is away for a moment; `Retry-After` says when again. */
        Refusal503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    show_keys__well_known_jwks_json_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JwksOut"];
                };
            };
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_day_api_v1_agenda_get: {
        parameters: {
            query: {
                /** @description A day in the shop's time zone, as 2026-11-30. */
                data: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiaOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_free_times_api_v1_agenda_horarios_get: {
        parameters: {
            query: {
                animal_id: number;
                /** @description A day in the shop's time zone, as 2026-11-30. */
                data: string;
                /** @description How many days from `data` on. */
                dias?: number;
                /** @description Rows a page. */
                limit?: number;
                profissional_id?: number | null;
                /** @description In their order. */
                servico_id: number[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vaga"][];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_agendamentos_api_v1_agendamentos_get: {
        parameters: {
            query: {
                animal_id?: number | null;
                /** @description A day in the shop's time zone, as 2026-11-30. */
                ate: string;
                cliente_id?: number | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description A day in the shop's time zone, as 2026-11-30. */
                de: string;
                /** @description Rows a page. */
                limit?: number;
                profissional_id?: number | null;
                /** @description One or more states. */
                status?: components["schemas"]["BusinessState"][] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AgendamentoOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    create_agendamento_api_v1_agendamentos_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgendamentoIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendamentoOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            /** @description `SLOT_TAKEN`, with what is there and other times. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SlotProblem"] | components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    get_agendamento_api_v1_agendamentos__agendamento_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agendamento_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendamentoDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    delete_agendamento_api_v1_agendamentos__agendamento_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agendamento_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRONG_STATE`: it has begun. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    update_agendamento_api_v1_agendamentos__agendamento_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agendamento_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgendamentoPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendamentoOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION`, `WRONG_STATE` or `SLOT_TAKEN`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SlotProblem"] | components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    undo_status_api_v1_agendamentos__agendamento_id__desfazer_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agendamento_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendamentoOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION`, `WRONG_STATE` or `SLOT_TAKEN`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SlotProblem"] | components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    set_status_api_v1_agendamentos__agendamento_id__status_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agendamento_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendamentoOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION`, `WRONG_STATE` or `SLOT_TAKEN`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SlotProblem"] | components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_animais_api_v1_animais_get: {
        parameters: {
            query?: {
                /** @description Only this tutor's animais. */
                cliente_id?: number | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AnimalOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    create_animal_api_v1_animais_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnimalIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnimalOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    get_animal_api_v1_animais__animal_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                animal_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnimalOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    delete_animal_api_v1_animais__animal_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                animal_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Other records refer to it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    update_animal_api_v1_animais__animal_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                animal_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnimalPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnimalOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_servicos_of_animal_api_v1_animais__animal_id__servicos_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                animal_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfertaOut"][];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_entries_api_v1_audit_get: {
        parameters: {
            query?: {
                /** @description As `cliente.updated`. */
                action?: string | null;
                /** @description Only this user's deeds. */
                actor?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description As `cliente`. */
                entity?: string | null;
                entity_id?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
                /** @description From then on. */
                since?: string | null;
                /** @description Before then. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditEntryOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not the owner of this shop. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_platform_entries_api_v1_audit_platform_get: {
        parameters: {
            query?: {
                /** @description As `cliente.updated`. */
                action?: string | null;
                /** @description Only this user's deeds. */
                actor?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description As `cliente`. */
                entity?: string | null;
                entity_id?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
                /** @description From then on. */
                since?: string | null;
                /** @description Before then. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditEntryOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not the owner of this shop. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ask_for_verification_api_v1_auth_email_verification_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or the link is no good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` says when to come again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    verify_email_api_v1_auth_email_verify_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyEmailIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or the link is no good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` says when to come again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    hand_off_api_v1_auth_handoff_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Called by a page of another origin, or the shop is not open. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    exchange_api_v1_auth_handoff_exchange_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoffIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Called by a page of another origin, or the shop is not open. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_impersonations_api_v1_auth_impersonations_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_VisitOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No operator, a page of another origin, or the shop is not open. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    request_impersonation_api_v1_auth_impersonations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImpersonationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No operator, a page of another origin, or the shop is not open. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    accept_api_v1_auth_invitations_accept_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Unknown, spent, withdrawn, expired, or another shop's. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The plan has no place for more people. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Called by a page of another origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            /** @description The address has an account by now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    preview_api_v1_auth_invitations_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationTokenIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GreetingOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Unknown, spent, withdrawn, expired, or another shop's. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    log_in_api_v1_auth_login_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Called by a page of another origin, or the shop is not open. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    log_out_api_v1_auth_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description Called by a page of another origin, or the shop is not open. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    log_out_everywhere_api_v1_auth_logout_all_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_me_api_v1_auth_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or the link is no good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` says when to come again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    change_me_api_v1_auth_me_patch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or the link is no good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` says when to come again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    show_status_api_v1_auth_mfa_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MfaOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or password or code are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    renew_recovery_codes_api_v1_auth_mfa_recovery_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordAndCodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or password or code are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            /** @description `WRONG_STATE`: enabled already, or not at all. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    disable_api_v1_auth_mfa_totp_disable_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordAndCodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or password or code are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            /** @description `WRONG_STATE`: enabled already, or not at all. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    enable_api_v1_auth_mfa_totp_enable_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnableIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or password or code are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            /** @description `WRONG_STATE`: enabled already, or not at all. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    set_up_api_v1_auth_mfa_totp_setup_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or password or code are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            /** @description `WRONG_STATE`: enabled already, or not at all. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    change_password_api_v1_auth_password_change_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or the link is no good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` says when to come again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    forgot_password_api_v1_auth_password_forgot_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgotPasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or the link is no good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` says when to come again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    reset_password_api_v1_auth_password_reset_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in, or the link is no good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` says when to come again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Refusal503"];
        };
    };
    refresh_api_v1_auth_refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Called by a page of another origin, or the shop is not open. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_sessions_api_v1_auth_sessions_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SessionOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    end_session_api_v1_auth_sessions__session_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Refusal403"];
            /** @description The user has no such live session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_bloqueios_api_v1_bloqueios_get: {
        parameters: {
            query: {
                /** @description A day in the shop's time zone, as 2026-11-30. */
                ate: string;
                /** @description A day in the shop's time zone, as 2026-11-30. */
                de: string;
                /** @description Only this person's, with the whole shop's. */
                profissional_id?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BloqueioOut"][];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    create_bloqueio_api_v1_bloqueios_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BloqueioIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BloqueioOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    delete_bloqueio_api_v1_bloqueios__bloqueio_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bloqueio_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Other records refer to it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    update_bloqueio_api_v1_bloqueios__bloqueio_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bloqueio_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BloqueioPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BloqueioOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_clientes_api_v1_clientes_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ClienteOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    create_cliente_api_v1_clientes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClienteIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClienteOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    get_cliente_api_v1_clientes__cliente_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cliente_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClienteOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    delete_cliente_api_v1_clientes__cliente_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cliente_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Other records refer to it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    update_cliente_api_v1_clientes__cliente_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cliente_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClienteOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_animais_of_cliente_api_v1_clientes__cliente_id__animais_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
            };
            header?: never;
            path: {
                cliente_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AnimalOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_closed_days_api_v1_dias_fechados_get: {
        parameters: {
            query: {
                /** @description A day in the shop's time zone, as 2026-11-30. */
                ate: string;
                /** @description A day in the shop's time zone, as 2026-11-30. */
                de: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiaFechadoOut"][];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_links_api_v1_notifications_links_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LinkOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    hand_over_api_v1_notifications_links__delivery_id__done_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description There is no such message. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It neither waits to be sent nor was it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_opt_out_api_v1_notifications_opt_outs__token__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description The link is another shop's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link is not one of ours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    opt_out_api_v1_notifications_opt_outs__token__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description The link is another shop's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link is not one of ours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    opt_in_api_v1_notifications_opt_outs__token__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description The link is another shop's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link is not one of ours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    preview_api_v1_notifications_reminders_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReminderWishes"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_audit_api_v1_ops_audit_get: {
        parameters: {
            query?: {
                actor?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description As `saga:<id>`. */
                target?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_deliveries_api_v1_ops_notifications_deliveries_get: {
        parameters: {
            query?: {
                channel?: components["schemas"]["Channel"] | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                kind?: components["schemas"]["Kind"] | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
                /** @description One or more states. */
                state?: components["schemas"]["NotificationsState"][] | null;
                /** @description A tenant's id or subdomain. */
                tenant?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_delivery_api_v1_ops_notifications_deliveries__delivery_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    resend_delivery_api_v1_ops_notifications_deliveries__delivery_id__resend_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResendIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRONG_STATE` or `STALE_VERSION`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_suppressions_api_v1_ops_notifications_suppressions_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Those that were lifted, instead of those that stand. */
                lifted?: boolean;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressionList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    lift_suppression_api_v1_ops_notifications_suppressions__suppression__lift_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                suppression: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressionOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRONG_STATE` or `STALE_VERSION`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_messages_api_v1_ops_parking_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                fingerprint?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
                queue?: string | null;
                service?: string | null;
                status?: ("parked" | "replaying" | "replayed" | "discarded") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_message_api_v1_ops_parking__message__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    discard_message_api_v1_ops_parking__message__discard_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscardIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRONG_STATE`, or `STALE_VERSION` of a set. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    replay_message_api_v1_ops_parking__message__replay_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReplayIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRONG_STATE`, or `STALE_VERSION` of a set. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_groups_api_v1_ops_parking_groups_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupList"];
                };
            };
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_replays_api_v1_ops_parking_replays_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
                status?: ("running" | "finished" | "stopped") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    replay_group_api_v1_ops_parking_replays_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupReplayIn"];
            };
        };
        responses: {
            /** @description A dry run: the set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AffectedSet"];
                };
            };
            /** @description The replay, begun. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description `WRONG_STATE`, or `STALE_VERSION` of a set. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_replay_api_v1_ops_parking_replays__replay_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                replay_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_report_api_v1_ops_reconcile_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                kind?: string | null;
                /** @description Rows a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    reconcile_api_v1_ops_reconcile_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReconcileIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"] | components["schemas"]["PlanOut"] | components["schemas"]["RepairOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description `NOT_FOUND`: a finding is no longer open. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION`: not what the dry run said. `WRONG_STATE`: busy. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_copies_api_v1_ops_reconcile_copies_get: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CopyList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_copy_api_v1_ops_reconcile_copies__copy_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                copy_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CopyDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    read_copied_table_api_v1_ops_reconcile_copies__copy_id__tables__table__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                copy_id: string;
                table: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_runs_api_v1_ops_reconcile_runs_get: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_sagas_api_v1_ops_sagas_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                kind?: "create_tenant" | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Begun longer ago than this: `90s`, `15m`, `2h`. */
                older_than?: string | null;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
                /** @description One or more states. */
                state?: ("REQUESTED" | "SCHEMA_CREATED" | "ADMIN_CREATED" | "COMPLETED" | "COMPENSATING" | "ROLLED_BACK" | "COMPENSATION_FAILED")[] | null;
                /** @description A tenant's id or subdomain. */
                tenant?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SagaList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_saga_api_v1_ops_sagas__saga_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                saga_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SagaDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    compensate_saga_api_v1_ops_sagas__saga_id__compensate_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                saga_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SagaSummary"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            /** @description `WRONG_STATE` or `STALE_VERSION`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    resolve_saga_api_v1_ops_sagas__saga_id__resolve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                saga_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SagaSummary"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            /** @description `WRONG_STATE` or `STALE_VERSION`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    retry_saga_api_v1_ops_sagas__saga_id__retry_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                saga_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RetryIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SagaSummary"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            /** @description `WRONG_STATE` or `STALE_VERSION`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    stream_sagas_api_v1_ops_sagas_stream_get: {
        parameters: {
            query?: never;
            header?: {
                "last-event-id"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_tenants_api_v1_ops_tenants_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
                status?: ("provisioning" | "active" | "suspended" | "deleting" | "deleted" | "failed") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_profissionais_api_v1_profissionais_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProfissionalOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    create_profissional_api_v1_profissionais_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfissionalIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfissionalOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    get_profissional_api_v1_profissionais__profissional_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profissional_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfissionalOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    delete_profissional_api_v1_profissionais__profissional_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profissional_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Other records refer to it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    update_profissional_api_v1_profissionais__profissional_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profissional_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfissionalPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfissionalOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_saga_api_v1_provisioning_sagas__saga_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                saga_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SagaOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    stream_saga_api_v1_provisioning_sagas__saga_id__stream_get: {
        parameters: {
            query?: never;
            header?: {
                "last-event-id"?: string | null;
            };
            path: {
                saga_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_servicos_api_v1_servicos_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description Accent- and case-insensitive search. */
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ServicoOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    create_servico_api_v1_servicos_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServicoIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicoOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    get_servico_api_v1_servicos__servico_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                servico_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicoOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    delete_servico_api_v1_servicos__servico_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                servico_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Other records refer to it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    update_servico_api_v1_servicos__servico_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                servico_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServicoPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicoOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is for another shop, or may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_tenant_api_v1_tenant_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantTenantOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    change_tenant_api_v1_tenant_patch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantTenantOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_configurations_api_v1_tenant_configurations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_configuration_api_v1_tenant_configurations__config_key__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    set_configuration_api_v1_tenant_configurations__config_key__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigurationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    unset_configuration_api_v1_tenant_configurations__config_key__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    sign_up_api_v1_tenants_post: {
        parameters: {
            query?: never;
            header?: {
                "accept-language"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignupIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignupOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    check_availability_api_v1_tenants_availability_get: {
        parameters: {
            query: {
                subdomain: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvailabilityOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    show_here_api_v1_tenants_here_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HereOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_people_api_v1_users_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PersonOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    remove_person_api_v1_users__user_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The shop has nobody, or no invitation, of this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The last active owner. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    change_person_api_v1_users__user_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The plan has no place for more people. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The shop has nobody, or no invitation, of this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read, or the last active owner. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            414: components["responses"]["Refusal414"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    list_invitations_api_v1_users_invitations_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Rows a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InvitationOut_"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    invite_api_v1_users_invitations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationOut"];
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The plan has no place for more people. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            /** @description Somebody of this shop has the address. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Refusal410"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    withdraw_api_v1_users_invitations__invitation_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            /** @description No access token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The shop has nobody, or no invitation, of this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Refusal409"];
            410: components["responses"]["Refusal410"];
            414: components["responses"]["Refusal414"];
            /** @description Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
}
