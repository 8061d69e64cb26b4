SELECT work.resend(now()) AS n
