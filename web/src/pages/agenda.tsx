import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { agenda } from "@/messages/agenda";
import { espera } from "@/messages/espera";
import { shop } from "@/messages/shop";
import { taxi } from "@/messages/taxi";
import { AgendaScreen } from "@/screens/shop/agenda/AgendaScreen";

export default screen(AgendaScreen, { texts: [shop, agenda, espera, taxi], frame: inShopFrame });
