import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { agenda } from "@/messages/agenda";
import { animal } from "@/messages/animal";
import { shop } from "@/messages/shop";
import { AtendimentoScreen } from "@/screens/shop/atendimento/AtendimentoScreen";

export default screen(AtendimentoScreen, { texts: [shop, agenda, animal], frame: inShopFrame });
